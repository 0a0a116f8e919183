// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.Embedder;
import dev.mneme.stores.PackedVectors;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.search.IndexedMemory;
import dev.mneme.stores.search.MemoryIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes memories into Postgres and the index as persist does, as far as a search sees it. */
final class StoredLives implements AutoCloseable {
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
      VALUES (?, ?, ?, ?, ?, ?, ?, 1, false, ?, 1, ?, ?, ?, ?, '/test', ?)\
      """;
  private static final String PERSON =
      "INSERT INTO mneme.person (tenant, user_id, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String MENTION =
      "INSERT INTO mneme.mention (tenant, user_id, memory_id, name) VALUES (?, ?, ?, ?)";
  private static final String TRANSCRIPT =
      """
      INSERT INTO mneme.transcript (tenant, user_id, memory_id, engine, confidence, duration_seconds, words)
      VALUES (?, ?, ?, 'test', 1, 1, '[]')\
      """;

  private static final String MODEL =
      """
      INSERT INTO mneme.model (tenant, user_id, version, artifact, sha256, embedding_model, up_to, memories,
        seconds, held_out, held_out_accuracy, baseline_accuracy, promoted, event_source, event_id)
      VALUES (?, ?, ?, 'models/test', ?, 'test', ?, 1, 1, 1, 0.9, 0.5, ?, '/test', ?)\
      """;

  private final Postgres persist;
  private final Postgres train;
  private final UserScope scope;
  private final MemoryIndex index;
  private final Embedder embedder;
  private final Map<UserKey, Long> positions = new HashMap<>();

  StoredLives(TestStores stores, MemoryIndex index, Embedder embedder) {
    this.persist = Postgres.of(Settings.from(stores.environment("persist")));
    this.train = Postgres.of(Settings.from(stores.environment("train")));
    this.scope = new UserScope(persist);
    this.index = index;
    this.embedder = embedder;
  }

  /** A memory of a test. */
  record Told(
      Instant time, String text, String category, String kind, List<String> people, String source) {
    static Told of(String text) {
      return new Told(
          Instant.parse("2026-03-01T08:00:00Z"), text, "home", "event", List.of(), "written");
    }
  }

  /** Persists; the id is the owner's next position. */
  String persist(UserKey owner, Told told) {
    String id = insert(owner, told);
    index(owner, id, positions.getOrDefault(owner, 0L), told);
    index.refresh();
    return id;
  }

  /** Trains a model on all memories so far; it is used where it is promoted. */
  void train(UserKey owner, String version, boolean promoted) {
    long upTo = positions.getOrDefault(owner, 0L);
    new UserScope(train)
        .call(
            owner,
            connection -> {
              run(connection, MODEL, owner, version, "0".repeat(64), upTo, promoted, version);
              return version;
            });
  }

  /** What a write leaves behind that got no further than the index. */
  void indexOnly(UserKey owner, String id, Told told) {
    index(owner, id, positions.getOrDefault(owner, 0L), told);
    index.refresh();
  }

  private void index(UserKey owner, String id, long position, Told told) {
    index.put(
        List.of(
            new IndexedMemory(
                owner,
                id,
                position,
                told.time(),
                told.text(),
                told.category(),
                told.kind(),
                told.people(),
                told.source(),
                null,
                embedder.embed(told.text()),
                embedder.model())));
  }

  private String insert(UserKey owner, Told told) {
    long position = positions.merge(owner, 1L, Long::sum);
    String id = "memory-" + position;
    scope.call(
        owner,
        connection -> {
          run(connection, ACCOUNT, owner);
          run(connection, PROGRESS, owner, position);
          run(
              connection,
              MEMORY,
              owner,
              id,
              position,
              told.time().atOffset(ZoneOffset.UTC),
              told.text(),
              told.category(),
              told.kind(),
              PackedVectors.pack(embedder.embed(told.text())),
              embedder.model(),
              new byte[32],
              "0".repeat(64),
              id);
          for (String name : told.people()) {
            run(connection, PERSON, owner, name);
            run(connection, MENTION, owner, id, name);
          }
          if (told.source().equals("spoken")) {
            run(connection, TRANSCRIPT, owner, id);
          }
          return id;
        });
    return id;
  }

  private static void run(Connection connection, String sql, UserKey owner, Object... more)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, owner.tenant());
      statement.setString(2, owner.user());
      for (int i = 0; i < more.length; i++) {
        statement.setObject(i + 3, more[i]);
      }
      statement.executeUpdate();
    }
  }

  @Override
  public void close() {
    persist.close();
    train.close();
  }
}
