// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.MiniLm;
import dev.mneme.stores.PackedVectors;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.search.IndexedMemory;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Puts memories into Postgres as persist does, with the role that persist has. */
final class TestMemories implements AutoCloseable {
  private static final String MEMORY =
      """
      INSERT INTO mneme.memory (tenant, user_id, id, position, occurred_at, text, category, confidence, unsure,
        kind, kind_confidence, embedding, embedding_model, salt, commitment, event_source, event_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, 1, false, ?, 1, ?, ?, ?, ?, '/test', ?)\
      """;
  private static final String ACCOUNT =
      "INSERT INTO mneme.account (tenant, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String PROGRESS =
      """
      INSERT INTO mneme.user_progress (tenant, user_id, position) VALUES (?, ?, ?)
      ON CONFLICT (tenant, user_id) DO UPDATE SET position = excluded.position\
      """;
  private static final AtomicLong POSITION = new AtomicLong(1_000_000);

  private final Postgres postgres;
  private final UserScope scope;
  private final MiniLm embedder = MiniLm.load(1);
  private final MemoryIndex index;

  TestMemories(TestStores stores) {
    this.index = MemoryIndexes.of(Settings.from(environment(stores)));
    this.postgres = Postgres.of(Settings.from(stores.environment("persist")));
    this.scope = new UserScope(postgres);
  }

  /** A memory with what the tests care about; the rest is usual. */
  record Told(String id, String time, String text, String category, String kind) {
    static Told of(String id, String text) {
      return new Told(id, "2026-03-01T08:00:00Z", text, "home", "event");
    }
  }

  /** The settings of recall's process, but for who asks. */
  static Map<String, String> environment(TestStores stores) {
    Map<String, String> environment = stores.allFour("recall");
    environment
        .keySet()
        .removeIf(key -> key.startsWith("MNEME_S3_") || key.startsWith("MNEME_MONGODB_"));
    environment.put("PORT", "0");
    return environment;
  }

  void persist(UserKey owner, Told memory, String... people) {
    long position = POSITION.incrementAndGet();
    index(owner, position, memory, List.of(people));
    scope.call(
        owner,
        connection -> {
          progress(connection, owner, position);
          insert(connection, owner, position, memory);
          for (String name : people) {
            mention(connection, owner, memory.id(), name);
          }
          return people.length;
        });
  }

  private void index(UserKey owner, long position, Told memory, List<String> people) {
    index.put(
        List.of(
            new IndexedMemory(
                owner,
                memory.id(),
                position,
                Instant.parse(memory.time()),
                memory.text(),
                memory.category(),
                memory.kind(),
                people,
                "written",
                null,
                embedder.embed(memory.text()),
                embedder.model())));
    index.refresh();
  }

  private static void progress(Connection connection, UserKey owner, long position)
      throws SQLException {
    for (String sql : List.of(ACCOUNT, PROGRESS)) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, owner.tenant());
        statement.setString(2, owner.user());
        if (sql.equals(PROGRESS)) {
          statement.setLong(3, position);
        }
        statement.executeUpdate();
      }
    }
  }

  private void insert(Connection connection, UserKey owner, long position, Told memory)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(MEMORY)) {
      insert.setString(1, owner.tenant());
      insert.setString(2, owner.user());
      insert.setString(3, memory.id());
      insert.setLong(4, position);
      insert.setObject(5, Instant.parse(memory.time()).atOffset(ZoneOffset.UTC));
      insert.setString(6, memory.text());
      insert.setString(7, memory.category());
      insert.setString(8, memory.kind());
      insert.setBytes(9, PackedVectors.pack(embedder.embed(memory.text())));
      insert.setString(10, embedder.model());
      insert.setBytes(11, new byte[32]);
      insert.setString(12, "0".repeat(64));
      insert.setString(13, "event-" + memory.id());
      insert.executeUpdate();
    }
  }

  private static void mention(Connection connection, UserKey owner, String memory, String name)
      throws SQLException {
    List<String> statements =
        List.of(
            ACCOUNT,
            "INSERT INTO mneme.person (tenant, user_id, name) VALUES (?, ?, ?) ON CONFLICT DO"
                + " NOTHING",
            "INSERT INTO mneme.mention (tenant, user_id, name, memory_id) VALUES (?, ?, ?, ?)");
    List<String> values = List.of(owner.tenant(), owner.user(), name, memory);
    for (int i = 0; i < statements.size(); i++) {
      try (PreparedStatement insert = connection.prepareStatement(statements.get(i))) {
        for (int column = 1; column <= i + 2; column++) {
          insert.setString(column, values.get(column - 1));
        }
        insert.executeUpdate();
      }
    }
  }

  @Override
  public void close() {
    embedder.close();
    postgres.close();
  }
}
