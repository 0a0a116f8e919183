// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.recall;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.PackedVectors;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.search.IndexedMemory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/** The rows of memories, as persist writes them. */
final class MemoryTable {
  private static final String ACCOUNT =
      "INSERT INTO mneme.account (tenant, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String PROGRESS =
      """
      INSERT INTO mneme.user_progress (tenant, user_id, position) VALUES (?, ?, ?)
      ON CONFLICT (tenant, user_id) DO UPDATE SET position = excluded.position\
      """;
  private static final String MEMORY =
      """
      INSERT INTO mneme.memory (tenant, user_id, id, position, occurred_at, text, category, confidence, unsure,
        kind, kind_confidence, embedding, embedding_model, salt, commitment, event_source, event_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, 1, false, ?, 1, ?, ?, ?, ?, '/bench', ?)\
      """;
  private static final byte[] SALT = new byte[32];
  private static final String COMMITMENT = "0".repeat(64);

  private final UserScope scope;

  MemoryTable(UserScope scope) {
    this.scope = scope;
  }

  /** Adds memories of one owner, in order. */
  void add(UserKey owner, List<IndexedMemory> memories) {
    scope.call(
        owner,
        connection -> {
          try (PreparedStatement account = connection.prepareStatement(ACCOUNT);
              PreparedStatement progress = connection.prepareStatement(PROGRESS)) {
            own(account, owner).executeUpdate();
            own(progress, owner).setLong(3, memories.getLast().position());
            progress.executeUpdate();
          }
          return insert(connection, memories).length;
        });
  }

  private static int[] insert(Connection connection, List<IndexedMemory> memories)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(MEMORY)) {
      for (IndexedMemory memory : memories) {
        own(insert, memory.owner()).setString(3, memory.id());
        insert.setLong(4, memory.position());
        insert.setObject(5, memory.occurredAt().atOffset(ZoneOffset.UTC));
        insert.setString(6, memory.text());
        insert.setString(7, memory.category());
        insert.setString(8, memory.kind());
        insert.setBytes(9, PackedVectors.pack(memory.embedding()));
        insert.setString(10, memory.embeddingModel());
        insert.setBytes(11, SALT);
        insert.setString(12, COMMITMENT);
        insert.setString(13, memory.id());
        insert.addBatch();
      }
      return insert.executeBatch();
    }
  }

  private static PreparedStatement own(PreparedStatement statement, UserKey owner)
      throws SQLException {
    statement.setString(1, owner.tenant());
    statement.setString(2, owner.user());
    return statement;
  }
}
