// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.persist;

import dev.mneme.contract.settings.Settings;
import dev.mneme.servers.Home;
import dev.mneme.servers.MongoServer;
import dev.mneme.servers.OpenSearchServer;
import dev.mneme.servers.PostgresServer;
import dev.mneme.servers.S3Server;
import dev.mneme.stores.Migrate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The four stores as {@code ./mneme up} starts them: what they acknowledge, they keep. */
final class Stores implements AutoCloseable {
  private static final String BUCKET = "mneme-bench";
  private static final String PASSWORD = "bench";

  private final PostgresServer postgres;
  private final S3Server s3;
  private final MongoServer mongo;
  private final OpenSearchServer search;

  Stores(Home home) {
    postgres = PostgresServer.start(home, PostgresServer.Durability.KEPT);
    s3 = S3Server.start(home, BUCKET);
    mongo = MongoServer.start(home);
    search = OpenSearchServer.start(home);
    Migrate.of(Settings.from(migration())).run();
  }

  /** The settings of persist. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("MNEME_POSTGRES_URL", postgres.jdbcUrl());
    settings.put("MNEME_POSTGRES_USER", Migrate.role("persist"));
    settings.put("MNEME_POSTGRES_PASSWORD", PASSWORD);
    settings.put("MNEME_S3_ENDPOINT", s3.endpoint().toString());
    settings.put("MNEME_S3_BUCKET", s3.bucket());
    settings.put("MNEME_S3_ACCESS_KEY", s3.accessKey());
    settings.put("MNEME_S3_SECRET_KEY", s3.secretKey());
    settings.put("MNEME_MONGODB_URI", mongo.uri());
    settings.put("MNEME_OPENSEARCH_URL", search.url().toString());
    return settings;
  }

  /** A connection that row security does not bind. */
  Connection superuser() throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  @Override
  public void close() {
    search.close();
    mongo.close();
    s3.close();
    postgres.close();
  }

  private Map<String, String> migration() {
    Map<String, String> settings = new HashMap<>();
    settings.put("MNEME_POSTGRES_URL", postgres.jdbcUrl());
    settings.put("MNEME_POSTGRES_OWNER_USER", postgres.user());
    settings.put("MNEME_POSTGRES_OWNER_PASSWORD", postgres.password());
    Migrate.FUNCTIONS.forEach(
        function ->
            settings.put("MNEME_POSTGRES_PASSWORD_" + function.toUpperCase(Locale.ROOT), PASSWORD));
    return settings;
  }
}
