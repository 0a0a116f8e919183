// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.PackedVectors;
import dev.mneme.stores.UserScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Memories as persist wrote them; row security decides whose. */
final class PostgresMemories implements MemoryReader {
  private static final String AFTER =
      """
      SELECT position, embedding FROM mneme.memory
      WHERE position > ? AND embedding_model = ? ORDER BY position\
      """;
  private static final String AT =
      """
      SELECT position, id, occurred_at, text, coalesce(owner_category, category) AS category, kind
      FROM mneme.memory WHERE position = ANY (?)\
      """;

  /** Rows a round trip; the driver would hold a life's vectors twice without it. */
  private static final int FETCH = 2_000;

  private final UserScope scope;
  private final String model;

  /**
   * @param model only vectors of the same model can be compared with a question's
   */
  PostgresMemories(UserScope scope, String model) {
    this.scope = scope;
    this.model = model;
  }

  @Override
  public List<Point> after(UserKey owner, long position) {
    return scope.call(owner, connection -> after(connection, position));
  }

  @Override
  public Map<Long, Memory> at(UserKey owner, Collection<Long> positions) {
    return positions.isEmpty()
        ? Map.of()
        : scope.call(owner, connection -> at(connection, positions));
  }

  private List<Point> after(Connection connection, long position) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(AFTER)) {
      statement.setFetchSize(FETCH);
      statement.setLong(1, position);
      statement.setString(2, model);
      List<Point> points = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          points.add(new Point(rows.getLong(1), PackedVectors.unpack(rows.getBytes(2))));
        }
      }
      return points;
    }
  }

  private static Map<Long, Memory> at(Connection connection, Collection<Long> positions)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(AT)) {
      statement.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
      Map<Long, Memory> memories = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Memory memory = memory(rows);
          memories.put(memory.position(), memory);
        }
      }
      return memories;
    }
  }

  private static Memory memory(ResultSet row) throws SQLException {
    return new Memory(
        row.getLong("position"),
        row.getString("id"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getString("text"),
        row.getString("category"),
        row.getString("kind"));
  }
}
