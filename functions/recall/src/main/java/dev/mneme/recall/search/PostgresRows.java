// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.UserScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return scope.call(owner, connection -> standing(connection, moment));
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

  private static Standing standing(Connection connection, @Nullable Instant moment)
      throws SQLException {
    Optional<Long> newest =
        moment == null
            ? first(connection, NEWEST, null, row -> row.getLong("position"))
            : first(connection, NEWEST_AT, moment, row -> row.getLong("position"));
    Optional<String> model =
        moment == null
            ? first(connection, MODEL, null, row -> row.getString("version"))
            : first(connection, MODEL_AT, moment, row -> row.getString("version"));
    try (PreparedStatement everybody = connection.prepareStatement(EVERYBODY)) {
      List<String> people = all(everybody, row -> row.getString("name"));
      return new Standing(newest.orElse(0L), people, model.orElse(null));
    }
  }

  private static <T> Optional<T> first(
      Connection connection, String sql, @Nullable Instant moment, Row<T> reader)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (moment != null) {
        statement.setObject(1, moment.atOffset(ZoneOffset.UTC));
      }
      return all(statement, reader).stream().findFirst();
    }
  }

  private <T> List<T> byIds(UserKey owner, String sql, Collection<String> ids, Row<T> reader) {
    return ids.isEmpty()
        ? List.of()
        : scope.call(owner, connection -> byIds(connection, sql, ids, reader));
  }

  private static <T> List<T> byIds(
      Connection connection, String sql, Collection<String> ids, Row<T> reader)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      return all(statement, reader);
    }
  }

  private static <T> List<T> all(PreparedStatement statement, Row<T> reader) throws SQLException {
    List<T> all = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        all.add(reader.read(rows));
      }
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
