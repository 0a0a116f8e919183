// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.PackedVectors;
import dev.mneme.stores.UserScope;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Memories as persist wrote them; row security decides whose. */
final class PostgresMemories implements MemoryReader {
  private static final String AFTER =
      """
      SELECT id, position, occurred_at, text, category, kind, embedding
      FROM mneme.memory
      WHERE position > ? AND embedding_model = ?
      ORDER BY position\
      """;

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
  public List<Memory> after(UserKey owner, long position) {
    return scope.call(
        owner,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(AFTER)) {
            statement.setLong(1, position);
            statement.setString(2, model);
            return read(statement.executeQuery());
          }
        });
  }

  private static List<Memory> read(ResultSet rows) throws SQLException {
    List<Memory> memories = new ArrayList<>();
    while (rows.next()) {
      memories.add(
          new Memory(
              rows.getString("id"),
              rows.getLong("position"),
              rows.getObject("occurred_at", OffsetDateTime.class).toInstant(),
              rows.getString("text"),
              rows.getString("category"),
              rows.getString("kind"),
              PackedVectors.unpack(rows.getBytes("embedding"))));
    }
    return memories;
  }
}
