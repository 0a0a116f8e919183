// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.UserKey;
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
  static final String BEGIN =
      """
      WITH account AS (
        INSERT INTO mneme.account (tenant, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING)
      INSERT INTO mneme.user_progress (tenant, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING\
      """;
  // Row security leaves one row to lock: the owner's.
  static final String LOCK =
      "SELECT position, labelled, requested_labelled FROM mneme.user_progress FOR UPDATE";
  static final String WRITE =
      "UPDATE mneme.user_progress SET position = ?, labelled = ?, requested_labelled = ?";

  /** What {@link #LOCK} gave. */
  static Progress of(ResultSet row, UserKey owner) throws SQLException {
    if (!row.next()) {
      throw new IllegalStateException("the progress of " + owner.partitionKey() + " is hidden");
    }
    return new Progress(row.getLong(1), row.getInt(2), row.getInt(3), 0);
  }

  /** The progress with one more memory. */
  Progress with(Block block, TrainingThreshold threshold) {
    int more = block.labelled() ? labelled + 1 : labelled;
    boolean request = block.labelled() && threshold.reached(more, requested);
    return new Progress(
        position + 1, more, request ? more : requested, request ? position + 1 : requestedAt);
  }
}
