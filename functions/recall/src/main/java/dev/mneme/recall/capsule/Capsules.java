// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.capsule;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.UserScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Capsules in Postgres. Seals are only ever added, so that they can be made to last longer and
 * never shorter. Every method throws {@link TryLaterException} if the database is away.
 */
final class Capsules {
  private static final String SEAL =
      """
      INSERT INTO mneme.capsule (tenant, user_id, memory_id, opens_at) VALUES (?, ?, ?, ?)
      ON CONFLICT DO NOTHING\
      """;
  private static final String ALL =
      """
      SELECT memory_id, min(sealed_at), max(opens_at), max(opens_at) <= now() FROM mneme.capsule
      GROUP BY memory_id ORDER BY max(opens_at), memory_id\
      """;

  private final UserScope scope;

  Capsules(UserScope scope) {
    this.scope = scope;
  }

  /** Seals a memory until a time at the earliest; the capsule as it is then. */
  Capsule seal(UserKey owner, String memory, Instant opens) {
    return scope.call(
        owner,
        connection -> {
          try (PreparedStatement seal = connection.prepareStatement(SEAL)) {
            seal.setString(1, owner.tenant());
            seal.setString(2, owner.user());
            seal.setString(3, memory);
            seal.setObject(4, opens.atOffset(ZoneOffset.UTC));
            seal.executeUpdate();
          }
          return all(connection).stream()
              .filter(capsule -> capsule.memory().equals(memory))
              .findFirst()
              .orElseThrow();
        });
  }

  /** All of a user. */
  List<Capsule> all(UserKey owner) {
    return scope.call(owner, Capsules::all);
  }

  private static List<Capsule> all(Connection connection) throws SQLException {
    try (PreparedStatement all = connection.prepareStatement(ALL);
        ResultSet rows = all.executeQuery()) {
      List<Capsule> capsules = new ArrayList<>();
      while (rows.next()) {
        capsules.add(
            new Capsule(rows.getString(1), instant(rows, 2), instant(rows, 3), rows.getBoolean(4)));
      }
      return capsules;
    }
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
