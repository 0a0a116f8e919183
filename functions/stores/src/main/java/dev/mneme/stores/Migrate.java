// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings a database to the newest schema and gives the functions' roles their passwords. May run
 * again at any time, and two at once wait for each other.
 *
 * <p>Settings: {@code MNEME_POSTGRES_URL}, {@code MNEME_POSTGRES_OWNER_USER} and {@code
 * MNEME_POSTGRES_OWNER_PASSWORD} (a role that may create roles), and for each function {@code
 * MNEME_POSTGRES_PASSWORD_<FUNCTION>}, the password of its role {@code mneme_<function>}.
 */
public final class Migrate {
  /** Functions, and repair, that have a role; each may do what its grants in the migrations say. */
  public static final List<String> FUNCTIONS =
      List.of("persist", "train", "audit", "recall", "repair");

  /** A number of ours alone in this database: "mneme" in ASCII. */
  private static final long PASSWORDS_LOCK = 0x6D6E656D65L;

  private final PGSimpleDataSource owner;
  private final Map<String, String> passwords;

  private Migrate(PGSimpleDataSource owner, Map<String, String> passwords) {
    this.owner = owner;
    this.passwords = passwords;
  }

  /**
   * Reads the settings; {@link #run} connects.
   *
   * @throws SettingsException if a setting is missing or malformed
   */
  public static Migrate of(Settings settings) {
    PGSimpleDataSource owner = Postgres.server(settings);
    owner.setUser(settings.text("MNEME_POSTGRES_OWNER_USER"));
    owner.setPassword(settings.text("MNEME_POSTGRES_OWNER_PASSWORD"));
    owner.setApplicationName("mneme-migrate");
    Map<String, String> passwords = new LinkedHashMap<>();
    for (String function : FUNCTIONS) {
      passwords.put(
          role(function),
          settings.text("MNEME_POSTGRES_PASSWORD_" + function.toUpperCase(Locale.ROOT)));
    }
    return new Migrate(owner, passwords);
  }

  /** Runs as a process of its own, for a Job in the cluster. */
  public static void main(String[] args) {
    try {
      Settings settings = Settings.from(System.getenv());
      Migrate migrate = of(settings);
      settings.rejectUnknown();
      System.out.println("schema mneme: " + migrate.run() + " new migrations");
    } catch (SettingsException e) {
      System.err.println(e.getMessage());
      System.exit(78);
    }
  }

  /** The role a function connects as. */
  public static String role(String function) {
    return "mneme_" + function;
  }

  /**
   * Applies what is missing, then sets the passwords.
   *
   * @return how many migrations were applied
   */
  public int run() {
    int applied =
        Flyway.configure()
            .dataSource(owner)
            .schemas("mneme")
            .locations("classpath:db/migration")
            // Each function has a band of numbers of its own, so a lower one may well be newer.
            .outOfOrder(true)
            .load()
            .migrate()
            .migrationsExecuted;
    setPasswords();
    return applied;
  }

  /** One process after the other: Postgres refuses to change a role that another is changing. */
  private void setPasswords() {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT pg_advisory_xact_lock(" + PASSWORDS_LOCK + ")");
      PGConnection server = connection.unwrap(PGConnection.class);
      for (Map.Entry<String, String> entry : passwords.entrySet()) {
        // Hashed on this side: no password reaches a log of the server.
        server.alterUserPassword(entry.getKey(), entry.getValue().toCharArray(), "scram-sha-256");
      }
      connection.commit();
    } catch (SQLException e) {
      throw Outage.of(e);
    }
  }
}
