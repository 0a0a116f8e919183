// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.UserKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How far an owner's memories have come.
 *
 * @param position of the newest memory
 * @param labelled memories with a category from their owner
 * @param requested {@code labelled} at the last training request; 0 before the first
 * @param requestedAt position that asked for training in this transaction; 0 if none did
 */
record Progress(long position, int labelled, int requested, long requestedAt) {
  // With the first memory the account begins; the second insert does not see the first one's row,
  // so its values are said again, and its foreign key is checked at the end of the statement.
  private static final String BEGIN =
      """
      WITH account AS (
        INSERT INTO mneme.account (tenant, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING)
      INSERT INTO mneme.user_progress (tenant, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING\
      """;
  // Row security leaves one row to lock: the owner's.
  private static final String LOCK =
      "SELECT position, labelled, requested_labelled FROM mneme.user_progress FOR UPDATE";
  private static final String WRITE =
      "UPDATE mneme.user_progress SET position = ?, labelled = ?, requested_labelled = ?";

  /** Reads the owner's progress; others wait until this transaction ends. */
  static Progress lock(Connection connection, UserKey owner) throws SQLException {
    try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
      begin.setString(1, owner.tenant());
      begin.setString(2, owner.user());
      begin.setString(3, owner.tenant());
      begin.setString(4, owner.user());
      begin.executeUpdate();
    }
    try (PreparedStatement lock = connection.prepareStatement(LOCK);
        ResultSet row = lock.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("the progress of " + owner.partitionKey() + " is hidden");
      }
      return new Progress(row.getLong(1), row.getInt(2), row.getInt(3), 0);
    }
  }

  /** The progress with one more memory. */
  Progress with(Block block, TrainingThreshold threshold) {
    int more = block.labelled() ? labelled + 1 : labelled;
    boolean request = block.labelled() && threshold.reached(more, requested);
    return new Progress(
        position + 1, more, request ? more : requested, request ? position + 1 : requestedAt);
  }

  void write(Connection connection) throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(WRITE)) {
      write.setLong(1, position);
      write.setInt(2, labelled);
      write.setInt(3, requested);
      write.executeUpdate();
    }
  }
}
