// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What only one replica at a time may do. Held to the end of the transaction. */
enum Lock {
  APPEND(0x6d6e_656d_6501L),
  ANCHOR(0x6d6e_656d_6502L);

  /** How long to wait; shorter than a statement may take. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final long key;

  Lock(long key) {
    this.key = key;
  }

  /**
   * Waits for the lock. Every statement after this sees what its last holder committed, because
   * read committed takes a snapshot for each.
   */
  void take(Connection connection) throws SQLException {
    try (Statement patience = connection.createStatement()) {
      patience.execute("set local lock_timeout = " + PATIENCE.toMillis());
    }
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      lock.setLong(1, key);
      lock.execute();
    }
  }
}
