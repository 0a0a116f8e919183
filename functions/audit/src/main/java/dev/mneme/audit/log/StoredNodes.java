// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.Node;
import dev.mneme.audit.merkle.TreeQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The tree's nodes in {@code mneme.audit_node}, through one connection. */
record StoredNodes(Connection connection) {
  /** Answers a question about the tree, with one statement. */
  <T> T ask(TreeQuery<T> query) throws SQLException {
    return query.answer(read(query.needs()));
  }

  /** Writes nodes that the tree has just completed. */
  void write(Map<Node, Hash> nodes) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into mneme.audit_node (level, node_index, hash)
            select * from unnest(?::smallint[], ?::bigint[], ?::bytea[])
            """)) {
      insert.setArray(1, connection.createArrayOf("int2", levels(nodes.keySet())));
      insert.setArray(2, connection.createArrayOf("int8", indexes(nodes.keySet())));
      insert.setArray(
          3,
          connection.createArrayOf(
              "bytea", nodes.values().stream().map(Hash::bytes).toArray(byte[][]::new)));
      insert.executeUpdate();
    }
  }

  private Map<Node, Hash> read(Collection<Node> nodes) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select level, node_index, hash from mneme.audit_node
            join unnest(?::smallint[], ?::bigint[]) as wanted(level, node_index)
            using (level, node_index)
            """)) {
      select.setArray(1, connection.createArrayOf("int2", levels(nodes)));
      select.setArray(2, connection.createArrayOf("int8", indexes(nodes)));
      Map<Node, Hash> found = HashMap.newHashMap(nodes.size());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(new Node(rows.getInt(1), rows.getLong(2)), Hash.of(rows.getBytes(3)));
        }
      }
      return found;
    }
  }

  private static Object[] levels(Collection<Node> nodes) {
    return nodes.stream().map(Node::level).toArray();
  }

  private static Object[] indexes(Collection<Node> nodes) {
    return nodes.stream().map(Node::index).toArray();
  }
}
