// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.Consents;
import dev.mneme.stores.RoundTrip;
import dev.mneme.stores.UserScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Memories as persist wrote them; row security decides whose. */
final class PostgresRows implements MemoryRows {
  private static final String NEWEST = "SELECT position FROM mneme.user_progress";
  private static final String EVERYBODY = "SELECT name FROM mneme.person";
  private static final String NEWEST_AT =
      """
      SELECT position FROM mneme.memory WHERE persisted_at <= ? ORDER BY position DESC LIMIT 1\
      """;
  private static final String MODEL =
      """
      SELECT version FROM mneme.model WHERE promoted
      ORDER BY up_to DESC, trained_at DESC LIMIT 1\
      """;
  private static final String MODEL_AT =
      """
      SELECT version FROM mneme.model WHERE promoted AND trained_at <= ?
      ORDER BY up_to DESC, trained_at DESC LIMIT 1\
      """;
  private static final String PEOPLE =
      """
      ARRAY(SELECT name FROM mneme.mention WHERE mention.tenant = memory.tenant
        AND mention.user_id = memory.user_id AND mention.memory_id = memory.id ORDER BY name)
        AS people\
      """;
  private static final String STANDING = String.join("; ", Consents.READ, NEWEST, MODEL, EVERYBODY);
  private static final String STANDING_AT =
      String.join("; ", Consents.READ, NEWEST_AT, MODEL_AT, EVERYBODY);
  private static final String PLACES =
      "SELECT id, position, occurred_at, " + PEOPLE + " FROM mneme.memory WHERE id = ANY (?)";
  private static final String MEMORIES =
      "SELECT id, occurred_at, text, coalesce(owner_category, category) AS category, kind, "
          + PEOPLE
          + """
          ,
            EXISTS (SELECT FROM mneme.transcript WHERE transcript.tenant = memory.tenant
              AND transcript.user_id = memory.user_id AND transcript.memory_id = memory.id) AS spoken
          FROM mneme.memory WHERE id = ANY (?)\
          """;

  private final UserScope scope;

  PostgresRows(UserScope scope) {
    this.scope = scope;
  }

  /** Reads one row. */
  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  @Override
  public Standing standing(UserKey owner, @Nullable Instant moment) {
    return scope.read(
        owner, moment == null ? STANDING : STANDING_AT, trip -> standing(trip, moment));
  }

  @Override
  public List<Place> places(UserKey owner, Collection<String> ids) {
    return byIds(owner, PLACES, ids, PostgresRows::place);
  }

  @Override
  public Map<String, StoredMemory> memories(UserKey owner, Collection<String> ids) {
    Map<String, StoredMemory> memories = new HashMap<>();
    byIds(owner, MEMORIES, ids, PostgresRows::memory)
        .forEach(memory -> memories.put(memory.id(), memory));
    return memories;
  }

  private static Standing standing(RoundTrip trip, @Nullable Instant moment) throws SQLException {
    trip.text(Purpose.RECALL.toString());
    if (moment != null) {
      trip.time(moment).time(moment);
    }
    if (!Consents.allow(trip.send().rows())) {
      throw new NoConsentException(Purpose.RECALL);
    }
    List<Long> newest = all(trip.rows(), row -> row.getLong("position"));
    List<String> model = all(trip.rows(), row -> row.getString("version"));
    List<String> people = all(trip.rows(), row -> row.getString("name"));
    return new Standing(
        newest.isEmpty() ? 0 : newest.getFirst(),
        people,
        model.isEmpty() ? null : model.getFirst());
  }

  private <T> List<T> byIds(UserKey owner, String sql, Collection<String> ids, Row<T> reader) {
    return ids.isEmpty()
        ? List.of()
        : scope.read(owner, sql, trip -> all(trip.array("text", ids).send().rows(), reader));
  }

  private static <T> List<T> all(ResultSet rows, Row<T> reader) throws SQLException {
    List<T> all = new ArrayList<>();
    while (rows.next()) {
      all.add(reader.read(rows));
    }
    return all;
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(row.getString("id"), row.getLong("position"), occurred(row), people(row));
  }

  private static StoredMemory memory(ResultSet row) throws SQLException {
    CaptureSource source = row.getBoolean("spoken") ? CaptureSource.SPOKEN : CaptureSource.WRITTEN;
    return new StoredMemory(
        row.getString("id"),
        occurred(row),
        row.getString("text"),
        row.getString("category"),
        row.getString("kind"),
        people(row),
        source.toString());
  }

  private static Instant occurred(ResultSet row) throws SQLException {
    return row.getObject("occurred_at", OffsetDateTime.class).toInstant();
  }

  private static List<String> people(ResultSet row) throws SQLException {
    return List.of((String[]) row.getArray("people").getArray());
  }
}
