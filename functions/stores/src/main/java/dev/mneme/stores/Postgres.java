// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import com.zaxxer.hikari.HikariDataSource;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A pool of connections to one database, as one role. Nothing waits for a connection before the
 * first transaction, so that neither a start nor a probe depends on the database. Thread-safe.
 *
 * <p>Settings: {@code MNEME_POSTGRES_URL} ({@code jdbc:postgresql://…}), {@code
 * MNEME_POSTGRES_USER}, {@code MNEME_POSTGRES_PASSWORD}, {@code MNEME_POSTGRES_POOL} (most
 * connections, 8), {@code MNEME_POSTGRES_WAIT} (for a connection, PT5S).
 */
public final class Postgres implements AutoCloseable {
  private static final String URL = "MNEME_POSTGRES_URL";
  private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final HikariDataSource pool;

  private Postgres(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Reads the settings and makes the pool, without connecting.
   *
   * @throws SettingsException if a setting is missing or malformed
   */
  public static Postgres of(Settings settings) {
    PGSimpleDataSource server = server(settings);
    server.setUser(settings.text("MNEME_POSTGRES_USER"));
    server.setPassword(settings.text("MNEME_POSTGRES_PASSWORD"));
    server.setApplicationName("mneme");
    server.setReWriteBatchedInserts(true);
    server.setOptions("-c statement_timeout=" + STATEMENT_LIMIT.toMillis());
    server.setSocketTimeout((int) STATEMENT_LIMIT.plusSeconds(5).toSeconds());
    // A constraint's detail quotes the row, and rows are what people said.
    server.setLogServerErrorDetail(false);

    // Not by a HikariConfig, which is copied by reflection and connects before there is work.
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("postgres");
    pool.setDataSource(server);
    pool.setAutoCommit(false);
    pool.setInitializationFailTimeout(-1);
    pool.setMinimumIdle(0);
    pool.setIdleTimeout(IDLE.toMillis());
    pool.setMaximumPoolSize((int) settings.number("MNEME_POSTGRES_POOL", 8, 1, 100));
    pool.setConnectionTimeout(
        settings
            .duration(
                "MNEME_POSTGRES_WAIT",
                Duration.ofSeconds(5),
                Duration.ofMillis(250),
                Duration.ofMinutes(1))
            .toMillis());
    return new Postgres(pool);
  }

  /**
   * Connects in a thread of its own while all else is made, for a process that wakes because there
   * is work. What fails is left to the first transaction, which tries anew.
   */
  public Postgres ahead() {
    Ahead.start("Postgres", () -> inTransaction(connection -> true));
    return this;
  }

  /**
   * Runs work in a transaction that acts for nobody and so sees no one's rows; {@link UserScope} is
   * the way to those.
   *
   * @throws TryLaterException if the database cannot be reached or gives up for now
   * @throws IllegalStateException if it refuses a statement
   */
  public <T> T inTransaction(SqlWork<T> work) {
    // The pool rolls back what was not committed when the connection is closed.
    try (Connection connection = pool.getConnection()) {
      T result = work.run(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw Outage.of(e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  /** The server that the settings name; who connects, the caller adds. */
  static PGSimpleDataSource server(Settings settings) {
    String url = settings.text(URL);
    PGSimpleDataSource server = new PGSimpleDataSource();
    try {
      server.setURL(url);
    } catch (IllegalArgumentException e) {
      // What follows the question mark may be a password.
      String shown = url.replaceFirst("\\?.*", "?…");
      throw new SettingsException(
          List.of(URL + ": expected jdbc:postgresql://host:port/database, found " + shown));
    }
    return server;
  }
}
