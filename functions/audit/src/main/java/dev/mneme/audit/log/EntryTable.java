// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import dev.mneme.contract.UserKey;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the leaves say, through one connection. The only table of the log with personal data: row
 * security lets its role add anybody's rows, and read those of the user it acts for. Erasing a row
 * leaves a blinded hash in the tree, which nobody can tell anything from.
 */
record EntryTable(Connection connection) {
  /** The contents of a user's leaves about one subject, by index. */
  Map<Long, String> about(UserKey owner, String subject) throws SQLException {
    return contents(owner, "subject = ?", subject);
  }

  /** The contents of those of these leaves that are the user's, by index. */
  Map<Long, String> at(UserKey owner, Collection<Long> indexes) throws SQLException {
    return contents(
        owner, "leaf_index = any(?)", connection.createArrayOf("int8", indexes.toArray()));
  }

  /** Writes the contents of new leaves. */
  void write(Map<Long, Leaf> leaves) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into mneme.audit_entry (leaf_index, tenant, user_id, subject, content)
            select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
            """)) {
      List<Leaf> values = List.copyOf(leaves.values());
      insert.setArray(1, connection.createArrayOf("int8", leaves.keySet().toArray()));
      insert.setArray(2, text(values, Leaf::tenant));
      insert.setArray(3, text(values, Leaf::user));
      insert.setArray(4, text(values, Leaf::subject));
      insert.setArray(5, text(values, Leaf::content));
      insert.executeUpdate();
    }
  }

  private Map<Long, String> contents(UserKey owner, String which, Object argument)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select leaf_index, content from mneme.audit_entry"
                + " where tenant = ? and user_id = ? and "
                + which
                + " order by leaf_index")) {
      select.setString(1, owner.tenant());
      select.setString(2, owner.user());
      select.setObject(3, argument);
      Map<Long, String> contents = new LinkedHashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          contents.put(rows.getLong(1), rows.getString(2));
        }
      }
      return contents;
    }
  }

  private Array text(List<Leaf> leaves, Function<Leaf, String> field) throws SQLException {
    return connection.createArrayOf("text", leaves.stream().map(field).toArray());
  }
}
