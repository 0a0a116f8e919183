// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import dev.mneme.servers.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Counts in the database itself, as its superuser, whom row security does not hold back. */
final class Rows {
  private final PostgresServer postgres;

  Rows(PostgresServer postgres) {
    this.postgres = postgres;
  }

  /** All memories of all people. */
  long memories() {
    return count("SELECT count(*) FROM mneme.memory");
  }

  /** The rows that one memory has become. */
  long memories(String id) {
    return count("SELECT count(*) FROM mneme.memory WHERE id = ?", id);
  }

  private long count(String sql, String... parameters) {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    } catch (SQLException e) {
      throw new DemoException("cannot count the memories in Postgres: " + e.getMessage(), e);
    }
  }
}
