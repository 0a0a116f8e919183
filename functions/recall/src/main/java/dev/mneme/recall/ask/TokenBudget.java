// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.UserScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the language model that each user may use in a day (UTC). They are reserved before the
 * model is asked, in one statement, so that questions asked at the same time cannot pass the limit
 * together; a process that dies in between leaves them used. Thread-safe.
 */
final class TokenBudget {
  // Inserts or adds only what fits.
  private static final String RESERVE =
      """
      INSERT INTO mneme.ask_tokens AS spent (tenant, user_id, day, used)
      SELECT ?, ?, ?, ? WHERE ? <= ?
      ON CONFLICT (tenant, user_id, day) DO UPDATE SET used = spent.used + excluded.used
      WHERE spent.used + excluded.used <= ?\
      """;
  private static final String SETTLE =
      "UPDATE mneme.ask_tokens SET used = greatest(used + ?, 0) WHERE day = ?";

  private final UserScope scope;
  private final long daily;
  private final Clock clock;

  /**
   * @param daily tokens a user and day; 0 for none
   */
  TokenBudget(UserScope scope, long daily, Clock clock) {
    this.scope = scope;
    this.daily = daily;
    this.clock = clock;
  }

  /** Tokens that were set aside on a day. */
  record Reserved(UserKey owner, LocalDate day, long tokens) {}

  /**
   * Sets tokens aside.
   *
   * @return {@code null} where they do not fit any more
   * @throws TryLaterException if the database is away
   */
  @Nullable Reserved reserve(UserKey owner, long tokens) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    boolean fits = scope.call(owner, connection -> reserve(connection, owner, day, tokens));
    return fits ? new Reserved(owner, day, tokens) : null;
  }

  private boolean reserve(Connection connection, UserKey owner, LocalDate day, long tokens)
      throws SQLException {
    try (PreparedStatement reserve = connection.prepareStatement(RESERVE)) {
      reserve.setString(1, owner.tenant());
      reserve.setString(2, owner.user());
      reserve.setObject(3, day);
      reserve.setLong(4, tokens);
      reserve.setLong(5, tokens);
      reserve.setLong(6, daily);
      reserve.setLong(7, daily);
      return reserve.executeUpdate() == 1;
    }
  }

  /** Replaces what was reserved by what was really used. */
  void settle(Reserved reserved, long used) {
    scope.call(
        reserved.owner(),
        connection -> {
          try (PreparedStatement settle = connection.prepareStatement(SETTLE)) {
            settle.setLong(1, used - reserved.tokens());
            settle.setObject(2, reserved.day());
            return settle.executeUpdate();
          }
        });
  }
}
