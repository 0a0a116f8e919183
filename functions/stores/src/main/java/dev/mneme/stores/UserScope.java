// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import java.sql.SQLException;

/**
 * Transactions that act for one user. The database itself hides every other row (row-level
 * security), so a forgotten {@code WHERE} shows nobody else's memories. Thread-safe.
 */
public final class UserScope {
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
          try (RoundTrip acting = new RoundTrip(connection, 1, "")) {
            acting.actFor(owner).send();
          }
          return work.run(connection);
        });
  }

  /**
   * Sends statements as {@code owner}, in a transaction of their own that ends with them: with
   * begin, owner and commit they are a single round trip, which is what a search waits for.
   *
   * @param work binds the values, sends, and reads the rows; what it throws afterwards undoes
   *     nothing, so the statements should only read
   * @throws TryLaterException if the database cannot be reached or gives up for now
   * @throws IllegalStateException if it refuses a statement
   */
  public <T> T read(UserKey owner, String statements, TripWork<T> work) {
    return postgres.inTransaction(
        connection -> {
          try (RoundTrip trip = new RoundTrip(connection, 1, statements + "; COMMIT")) {
            return work.run(trip.actFor(owner));
          }
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
            work.run((owners, statements) -> new RoundTrip(connection, owners, statements)));
  }

  /** Work with statements that are to be sent once. */
  @FunctionalInterface
  public interface TripWork<T> {
    /** Binds, sends and reads. */
    T run(RoundTrip trip) throws SQLException;
  }

  /** A transaction, as far as it can act for somebody. */
  @FunctionalInterface
  public interface Turns {
    /** Statements for each of so many owners, with owners and values still to be bound. */
    RoundTrip together(int owners, String statements) throws SQLException;
  }

  /** Work for several owners. */
  @FunctionalInterface
  public interface TurnsWork<T> {
    /** Takes turns; anything thrown rolls all of them back. */
    T run(Turns turns) throws SQLException;
  }
}
