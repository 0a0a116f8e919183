// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.persist;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mneme.contract.settings.Settings;
import dev.mneme.persist.copies.Content;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.PackedVectors;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.document.mongo.MongoDocuments;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Each store's own bulk load, a batch at a time, with nothing else around it. */
final class Floors implements AutoCloseable {
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS bench_memory (
        tenant text, user_id text, id text, occurred_at timestamptz, text text, category text,
        embedding bytea, PRIMARY KEY (tenant, user_id, id))\
      """;

  private final Stores stores;
  private final ObjectStore objects;
  private final DocumentStore documents;
  private final MemoryIndex index;

  Floors(Stores stores) throws SQLException {
    Settings settings = Settings.from(stores.settings());
    this.stores = stores;
    objects = ObjectStore.of(settings);
    documents = MongoDocuments.of(settings);
    index = MemoryIndexes.of(settings);
    try (Connection connection = stores.superuser();
        var statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
  }

  /** By the name of the load. */
  Map<String, Load> all() {
    Map<String, Load> loads = new LinkedHashMap<>();
    loads.put("Postgres, COPY", this::copy);
    loads.put(
        "MongoDB, bulk insert",
        batch -> documents.put(batch.stream().map(Content::document).toList()));
    loads.put(
        "OpenSearch, bulk", batch -> index.put(batch.stream().map(c -> c.indexed(1)).toList()));
    loads.put("S3, put", this::put);
    return loads;
  }

  private void put(List<Content> batch) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var puts =
          batch.stream()
              .map(c -> threads.submit(() -> objects.put(c.key(), c.json(), Content.MEDIA_TYPE)))
              .toList();
      puts.forEach(Floors::done);
    }
  }

  private static void done(Future<?> put) {
    try {
      put.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an object was not put", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A connection each time, as a batch is large against it. */
  private void copy(List<Content> batch) throws SQLException, IOException {
    String rows = batch.stream().map(Floors::row).collect(Collectors.joining());
    try (Connection connection = stores.superuser()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY bench_memory FROM STDIN", new ByteArrayInputStream(rows.getBytes(UTF_8)));
    }
  }

  private static String row(Content content) {
    return String.join(
            "\t",
            content.owner().tenant(),
            content.owner().user(),
            content.id(),
            content.occurredAt().toString(),
            content.memory().text(),
            content.filedUnder().toString(),
            "\\\\x"
                + HexFormat.of()
                    .formatHex(PackedVectors.pack(content.memory().embedding().vector())))
        + "\n";
  }

  @Override
  public void close() {
    documents.close();
    objects.close();
  }
}
