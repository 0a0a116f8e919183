// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Transactions that act for one user. The database itself hides every other row (row-level
 * security), so a forgotten {@code WHERE} shows nobody else's memories. Thread-safe.
 */
public final class UserScope {
  // Local to the transaction: the connection goes back to the pool without an owner.
  private static final String ACT_FOR =
      "SELECT set_config('mneme.tenant', ?, true), set_config('mneme.user', ?, true)";

  private final Postgres postgres;

  public UserScope(Postgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Runs work in a transaction of its own, as {@code owner}; commits when it returns, rolls back
   * when it throws.
   *
   * @throws TryLaterException if the database cannot be reached or gives up for now
   * @throws IllegalStateException if it refuses a statement
   */
  public <T> T call(UserKey owner, SqlWork<T> work) {
    return postgres.inTransaction(
        connection -> {
          actFor(owner, connection);
          return work.run(connection);
        });
  }

  /**
   * Runs work in one transaction that acts for several owners, one after the other.
   *
   * @throws TryLaterException if the database cannot be reached or gives up for now
   * @throws IllegalStateException if it refuses a statement
   */
  public <T> T inTurns(TurnsWork<T> work) {
    return postgres.inTransaction(
        connection ->
            work.run(
                new Turns() {
                  @Override
                  public <R> R as(UserKey owner, SqlWork<R> turn) throws SQLException {
                    actFor(owner, connection);
                    return turn.run(connection);
                  }
                }));
  }

  /** A transaction, as far as it can act for somebody. */
  public interface Turns {
    /** Runs work as an owner, until the next turn. */
    <R> R as(UserKey owner, SqlWork<R> turn) throws SQLException;
  }

  /** Work for several owners. */
  @FunctionalInterface
  public interface TurnsWork<T> {
    /** Takes turns; anything thrown rolls all of them back. */
    T run(Turns turns) throws SQLException;
  }

  private static void actFor(UserKey owner, Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ACT_FOR)) {
      statement.setString(1, owner.tenant());
      statement.setString(2, owner.user());
      statement.execute();
    }
  }
}
