// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What a user allows to be done with their data: all that was not withdrawn. Thread-safe. */
public final class Consents {
  /** Reads the newest decision of whom a transaction acts for; its parameter is the purpose. */
  public static final String READ =
      "SELECT granted FROM mneme.consent WHERE purpose = ? ORDER BY place DESC LIMIT 1";

  private final UserScope scope;

  public Consents(UserScope scope) {
    this.scope = scope;
  }

  /**
   * Asks for a purpose, in a transaction of its own.
   *
   * @throws NoConsentException if the user withdrew it
   * @throws TryLaterException if the database cannot be reached
   */
  public void check(UserKey owner, Purpose purpose) {
    if (!scope.read(owner, READ, trip -> allow(trip.text(purpose.toString()).send().rows()))) {
      throw new NoConsentException(purpose);
    }
  }

  /** Whether what {@link #READ} found allows it. */
  public static boolean allow(ResultSet rows) throws SQLException {
    return !rows.next() || rows.getBoolean(1);
  }
}
