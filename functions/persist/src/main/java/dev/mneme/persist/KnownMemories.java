// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.persist.KnownMemory.EventKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The rows of one owner that stand where blocks want to. */
final class KnownMemories {
  /** Asks for an array of ids, one of sources and one of events. */
  static final String READ =
      """
      SELECT id, event_source, event_id, position, commitment, training_labelled
      FROM mneme.memory WHERE id = ANY (?)
      UNION
      SELECT id, event_source, event_id, position, commitment, training_labelled
      FROM mneme.memory WHERE (event_source, event_id) IN (SELECT * FROM unnest(?, ?))\
      """;

  private final Map<String, KnownMemory> byId = new HashMap<>();
  private final Map<EventKey, KnownMemory> byEvent = new HashMap<>();

  /** What {@link #READ} gave. */
  static KnownMemories of(ResultSet rows) throws SQLException {
    KnownMemories known = new KnownMemories();
    while (rows.next()) {
      known.add(memory(rows));
    }
    return known;
  }

  void add(KnownMemory memory) {
    byId.put(memory.id(), memory);
    byEvent.put(memory.event(), memory);
  }

  /** The row in the block's place, if there is one. */
  @Nullable KnownMemory of(Block block) {
    KnownMemory sameId = byId.get(block.id());
    return sameId != null ? sameId : byEvent.get(block.key());
  }

  private static KnownMemory memory(ResultSet row) throws SQLException {
    int labelled = row.getInt("training_labelled");
    OptionalInt training = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(labelled);
    return new KnownMemory(
        row.getString("id"),
        new EventKey(row.getString("event_source"), row.getString("event_id")),
        new Kept.Row(row.getLong("position"), row.getString("commitment"), training));
  }
}
