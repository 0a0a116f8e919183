// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Which memories there are. Every method throws {@link TryLaterException} if Postgres is away. */
final class Rows {
  private static final String OWNERS =
      "SELECT tenant, user_id FROM mneme.account ORDER BY tenant, user_id";
  private static final String ALL =
      "SELECT id, position, salt, commitment FROM mneme.memory ORDER BY position";
  private static final String CLAIMED = "SELECT id FROM mneme.memory WHERE id = ANY (?)";
  private static final String BEGIN =
      "INSERT INTO mneme.account (tenant, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
  // Row security leaves one row: the owner's.
  private static final String END = "DELETE FROM mneme.account";
  private static final String LOCK = "SELECT position FROM mneme.user_progress FOR UPDATE";

  private static final int FETCH = 2_000;

  private final Postgres postgres;
  private final UserScope scope;

  Rows(Postgres postgres) {
    this.postgres = postgres;
    this.scope = new UserScope(postgres);
  }

  /** All users. */
  List<UserKey> owners() {
    return postgres.inTransaction(
        connection -> {
          List<UserKey> owners = new ArrayList<>();
          try (PreparedStatement read = connection.prepareStatement(OWNERS);
              ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
              owners.add(new UserKey(rows.getString(1), rows.getString(2)));
            }
          }
          return owners;
        });
  }

  /** The owner's memories, in order. */
  List<Row> of(UserKey owner) {
    return scope.call(
        owner,
        connection -> {
          List<Row> all = new ArrayList<>();
          try (PreparedStatement read = connection.prepareStatement(ALL)) {
            read.setFetchSize(FETCH);
            try (ResultSet rows = read.executeQuery()) {
              while (rows.next()) {
                all.add(row(owner, rows));
              }
            }
          }
          return all;
        });
  }

  /**
   * Does something while persist writes nothing of the owner's.
   *
   * @param ids of memories
   * @param work takes those of the ids that have a row
   */
  void holding(UserKey owner, Collection<String> ids, Consumer<Set<String>> work) {
    scope.call(
        owner,
        connection -> {
          boolean nobody = begin(connection, owner);
          Set<String> claimed = claimed(connection, ids);
          work.accept(claimed);
          if (nobody) {
            run(connection, END);
          }
          return claimed.size();
        });
  }

  /**
   * Persist writes copies and rows under a lock on the owner's progress. Who has none cannot be
   * locked; then the account stands for it, for which persist would wait as well.
   *
   * @return whether there was no account
   */
  private static boolean begin(Connection connection, UserKey owner) throws SQLException {
    try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
      begin.setString(1, owner.tenant());
      begin.setString(2, owner.user());
      if (begin.executeUpdate() == 1) {
        return true;
      }
    }
    run(connection, LOCK);
    return false;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }

  private static Row row(UserKey owner, ResultSet row) throws SQLException {
    return new Row(owner, row.getString(1), row.getLong(2), row.getBytes(3), row.getString(4));
  }

  private static Set<String> claimed(Connection connection, Collection<String> ids)
      throws SQLException {
    Set<String> claimed = new HashSet<>();
    try (PreparedStatement read = connection.prepareStatement(CLAIMED)) {
      read.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          claimed.add(rows.getString(1));
        }
      }
    }
    return claimed;
  }
}
