// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.settings.Settings;
import dev.mneme.servers.ElasticsearchServer;
import dev.mneme.servers.Home;
import dev.mneme.servers.MongoServer;
import dev.mneme.servers.OpenSearchServer;
import dev.mneme.servers.PostgresServer;
import dev.mneme.servers.S3Server;
import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real Postgres, migrated, and a real S3 server, for tests; a MongoDB server and a search engine
 * once a test asks for them.
 */
public final class TestStores {
  /** The bucket of {@link #s3()}. */
  public static final String BUCKET = "mneme-test";

  private static final TestStores SHARED = new TestStores();

  private final PostgresServer postgres;
  private final S3Server s3;
  private final Home home;
  private @Nullable MongoServer mongo;
  private @Nullable OpenSearchServer openSearch;
  private @Nullable ElasticsearchServer elasticsearch;

  private TestStores() {
    Path directory = directory();
    this.home = new Home(directory);
    this.s3 = S3Server.start(home, BUCKET);
    this.postgres = PostgresServer.start(home, PostgresServer.Durability.THROWAWAY);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(directory)));
    migrate();
  }

  /** The stores of this test run; they end with it, so tests take users of their own. */
  public static TestStores shared() {
    return SHARED;
  }

  /** The settings of a function's process, to which a test adds its own. */
  public Map<String, String> environment(String function) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("MNEME_POSTGRES_URL", postgres.jdbcUrl());
    environment.put("MNEME_POSTGRES_USER", Migrate.role(function));
    environment.put("MNEME_POSTGRES_PASSWORD", password(function));
    environment.put("MNEME_S3_ENDPOINT", s3.endpoint().toString());
    environment.put("MNEME_S3_BUCKET", s3.bucket());
    environment.put("MNEME_S3_ACCESS_KEY", s3.accessKey());
    environment.put("MNEME_S3_SECRET_KEY", s3.secretKey());
    return environment;
  }

  /** The settings of a function's process that writes or searches all four stores. */
  public Map<String, String> allFour(String function) {
    Map<String, String> environment = environment(function);
    environment.put("MNEME_MONGODB_URI", mongo().uri());
    environment.put("MNEME_OPENSEARCH_URL", openSearch().url().toString());
    return environment;
  }

  /** The settings of {@link Migrate}. */
  public Map<String, String> migration() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("MNEME_POSTGRES_URL", postgres.jdbcUrl());
    environment.put("MNEME_POSTGRES_OWNER_USER", postgres.user());
    environment.put("MNEME_POSTGRES_OWNER_PASSWORD", postgres.password());
    for (String function : Migrate.FUNCTIONS) {
      environment.put(
          "MNEME_POSTGRES_PASSWORD_" + function.toUpperCase(Locale.ROOT), password(function));
    }
    return environment;
  }

  /** A connection that row-level security does not bind, to look at what is really there. */
  public Connection superuser() throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  /** To be killed and started again. */
  public PostgresServer postgres() {
    return postgres;
  }

  /** To be killed and started again. */
  public S3Server s3() {
    return s3;
  }

  /** To be killed and started again; started by the first who asks. */
  public synchronized MongoServer mongo() {
    MongoServer started = mongo == null ? MongoServer.start(home) : mongo;
    mongo = started;
    return started;
  }

  /** To be killed and started again; started by the first who asks. */
  public synchronized OpenSearchServer openSearch() {
    OpenSearchServer started = openSearch == null ? OpenSearchServer.start(home) : openSearch;
    openSearch = started;
    return started;
  }

  /** Started by the first who asks. */
  public synchronized ElasticsearchServer elasticsearch() {
    ElasticsearchServer started =
        elasticsearch == null ? ElasticsearchServer.start(home) : elasticsearch;
    elasticsearch = started;
    return started;
  }

  private void migrate() {
    Migrate.of(Settings.from(migration())).run();
  }

  private synchronized void end(Path directory) {
    if (elasticsearch != null) {
      elasticsearch.close();
    }
    if (openSearch != null) {
      openSearch.close();
    }
    if (mongo != null) {
      mongo.close();
    }
    postgres.close();
    s3.close();
    try {
      Trees.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String password(String function) {
    return "pass word of '" + function + "' \\";
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "stores");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
