// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import dev.mneme.servers.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a stage's function did, as its database has it. */
final class Effects implements AutoCloseable {
  private final String url;
  private final Connection connection;

  /**
   * @param stage name of a new schema
   */
  Effects(PostgresServer server, String stage) throws SQLException {
    this.url = server.jdbcUrl() + "?currentSchema=\"" + stage + "\"";
    this.connection = DriverManager.getConnection(url, server.user(), server.password());
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE SCHEMA "%s";
          CREATE TABLE effect (event text PRIMARY KEY, place bigserial);
          CREATE TABLE attempt (event text NOT NULL, overlapping boolean NOT NULL, place bigserial);
          """
              .formatted(stage));
    }
  }

  /** For the function. */
  String url() {
    return url;
  }

  /** Events asked about so far, repeated ones included; cheap. */
  long progress() {
    return number("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM attempt_place_seq");
  }

  long count() {
    return number("SELECT count(*) FROM effect");
  }

  /** Requests about an event beyond its first. */
  long repeated() {
    return number("SELECT count(*) - count(DISTINCT event) FROM attempt");
  }

  /** Events in a request while another one about the same user was open. */
  long overlapping() {
    return number("SELECT count(*) FROM attempt WHERE overlapping");
  }

  /** Events in the order of their effects. */
  List<String> inOrder() {
    return query("SELECT event FROM effect ORDER BY place");
  }

  private long number(String sql) {
    return Long.parseLong(query(sql).getFirst());
  }

  private synchronized List<String> query(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(result.getString(1));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
