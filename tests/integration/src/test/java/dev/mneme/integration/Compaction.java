// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes each engine give up what it keeps of things deleted; see the README of persist. */
final class Compaction {
  // A log file that is used again holds what was logged before until it is written over.
  private static final List<String> NO_OLD_LOG =
      List.of(
          "ALTER SYSTEM SET wal_recycle = off",
          "ALTER SYSTEM SET min_wal_size = '32MB'",
          "SELECT pg_reload_conf()");
  private static final List<String> REWRITE =
      List.of("ANALYZE", "VACUUM FULL", "CHECKPOINT", "SELECT pg_switch_wal()", "CHECKPOINT");

  private final WholeSystem system;

  Compaction(WholeSystem system) throws SQLException {
    this.system = system;
    postgres(NO_OLD_LOG);
  }

  /** From the engines' memory to their files. */
  void write() throws Exception {
    postgres(List.of("ANALYZE", "CHECKPOINT"));
    search("/mneme-memories/_flush?force=true");
  }

  void run() throws Exception {
    postgres(REWRITE);
    search("/mneme-memories/_forcemerge?max_num_segments=1");
    search("/mneme-memories/_flush?force=true");
  }

  private void postgres(List<String> statements) throws SQLException {
    try (Connection connection = system.superuser();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void search(String path) throws Exception {
    URI uri = system.endpoints().opensearch().resolve(path);
    int status = system.post(uri, "application/json", "".getBytes(UTF_8)).statusCode();
    if (status != 200) {
      throw new IllegalStateException(uri + " answered " + status);
    }
  }
}
