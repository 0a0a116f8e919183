// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Decisions as audit writes them, for the tests of functions that ask for them. */
public final class TestConsents {
  private static final String WRITE =
      """
      INSERT INTO mneme.consent
        (tenant, user_id, purpose, granted, event_source, event_id, decided_at)
      VALUES (?, ?, ?, ?, '/test', ?, now())\
      """;

  private final Database database;

  /**
   * @param database connects as somebody whom row security does not hold back
   */
  public TestConsents(Database database) {
    this.database = database;
  }

  /** Where decisions are written. */
  @FunctionalInterface
  public interface Database {
    /** A new connection. */
    Connection connect() throws SQLException;
  }

  /** From now on the owner allows it, or does not. */
  public void decide(UserKey owner, Purpose purpose, boolean granted) {
    try (Connection connection = database.connect();
        PreparedStatement write = connection.prepareStatement(WRITE)) {
      write.setString(1, owner.tenant());
      write.setString(2, owner.user());
      write.setString(3, purpose.toString());
      write.setBoolean(4, granted);
      write.setString(5, UUID.randomUUID().toString());
      write.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
