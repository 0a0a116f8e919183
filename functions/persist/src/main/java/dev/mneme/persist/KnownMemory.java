// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A memory that has a row, and the event that made it. */
record KnownMemory(String source, String event, Kept.Row row) {
  private static final String READ =
      """
      SELECT id, event_source, event_id, position, commitment, training_labelled
      FROM mneme.memory WHERE id = ANY (?)\
      """;

  /** Those of the ids that have a row; the map may be added to. */
  static Map<String, KnownMemory> read(Connection connection, List<String> ids)
      throws SQLException {
    Map<String, KnownMemory> known = new HashMap<>();
    try (PreparedStatement read = connection.prepareStatement(READ)) {
      read.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          int labelled = rows.getInt("training_labelled");
          OptionalInt training = rows.wasNull() ? OptionalInt.empty() : OptionalInt.of(labelled);
          known.put(
              rows.getString("id"),
              new KnownMemory(
                  rows.getString("event_source"),
                  rows.getString("event_id"),
                  new Kept.Row(rows.getLong("position"), rows.getString("commitment"), training)));
        }
      }
    }
    return known;
  }

  Kept keptFor(Block block) {
    boolean same = source.equals(block.source()) && event.equals(block.event().getId());
    return same ? row : new Kept.Taken(source, event);
  }
}
