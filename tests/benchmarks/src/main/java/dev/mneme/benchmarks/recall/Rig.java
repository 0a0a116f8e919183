// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.recall;

import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.Embedder;
import dev.mneme.recall.search.MemorySearch;
import dev.mneme.servers.Home;
import dev.mneme.servers.OpenSearchServer;
import dev.mneme.servers.PostgresServer;
import dev.mneme.stores.Migrate;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.search.IndexedMemory;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A real Postgres and a real search engine, each a process of its own, and search over both. */
final class Rig implements AutoCloseable {
  private static final int HEAP_MEBIBYTES = 1024;
  private static final int BATCH = 500;

  private final PostgresServer postgres;
  private final OpenSearchServer engine;
  private final Postgres persist;
  private final Postgres recall;
  private final MemoryIndex index;
  private final MemoryTable table;
  private final MemorySearch search;

  Rig(Home home, Embedder embedder) {
    this.postgres = PostgresServer.start(home, PostgresServer.Durability.THROWAWAY);
    this.engine = OpenSearchServer.start(home, HEAP_MEBIBYTES);
    Migrate.of(Settings.from(migration())).run();
    this.persist = Postgres.of(Settings.from(connection("persist")));
    this.recall = Postgres.of(Settings.from(connection("recall")));
    Settings settings = Settings.from(Map.of("MNEME_OPENSEARCH_URL", engine.url().toString()));
    this.index = MemoryIndexes.of(settings);
    this.table = new MemoryTable(new UserScope(persist));
    this.search = MemorySearch.of(settings, embedder, index, new UserScope(recall));
  }

  /** Gives a user so many memories, in both stores. */
  void fill(MadeMemories made, UserKey owner, int memories) {
    for (long from = 1; from <= memories; from += BATCH) {
      List<IndexedMemory> batch = made.of(owner, from, Math.min(memories, from + BATCH - 1));
      table.add(owner, batch);
      index.put(batch);
    }
  }

  /** Ends the filling. */
  void settle() {
    index.refresh();
  }

  MemorySearch search() {
    return search;
  }

  BareEngine bare() {
    return new BareEngine(engine.url());
  }

  private Map<String, String> connection(String function) {
    return Map.of(
        "MNEME_POSTGRES_URL", postgres.jdbcUrl(),
        "MNEME_POSTGRES_USER", Migrate.role(function),
        "MNEME_POSTGRES_PASSWORD", function);
  }

  private Map<String, String> migration() {
    Map<String, String> settings = new HashMap<>();
    settings.put("MNEME_POSTGRES_URL", postgres.jdbcUrl());
    settings.put("MNEME_POSTGRES_OWNER_USER", postgres.user());
    settings.put("MNEME_POSTGRES_OWNER_PASSWORD", postgres.password());
    for (String function : Migrate.FUNCTIONS) {
      settings.put("MNEME_POSTGRES_PASSWORD_" + function.toUpperCase(Locale.ROOT), function);
    }
    return settings;
  }

  @Override
  public void close() {
    recall.close();
    persist.close();
    engine.close();
    postgres.close();
  }
}
