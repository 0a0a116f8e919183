// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.Rfc6962;
import dev.mneme.audit.merkle.TreeHead;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Leaves and heads in Postgres, through one connection. */
record LogTables(Connection connection) {
  private static final TreeHead NONE = new TreeHead(0, Rfc6962.EMPTY_ROOT);

  /** The newest head. */
  TreeHead head() throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select size, root from mneme.audit_head order by size desc limit 1")) {
      return head(select).orElse(NONE);
    }
  }

  /** The head of exactly this size. */
  Optional<TreeHead> head(long size) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select size, root from mneme.audit_head where size = ?")) {
      select.setLong(1, size);
      return head(select);
    }
  }

  /** The indexes of the events that are in the log. */
  Map<UUID, Long> indexes(Collection<UUID> keys) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select event_key, leaf_index from mneme.audit_leaf where event_key = any(?)")) {
      select.setArray(1, array("uuid", keys));
      Map<UUID, Long> indexes = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          indexes.put(rows.getObject(1, UUID.class), rows.getLong(2));
        }
      }
      return indexes;
    }
  }

  /** The first head over each of these leaves. */
  Map<Long, TreeHead> sealing(Collection<Long> indexes) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select wanted.leaf_index, sealed.size, sealed.root
            from unnest(?::bigint[]) as wanted(leaf_index)
            cross join lateral (
              select size, root from mneme.audit_head
              where size > wanted.leaf_index order by size limit 1) as sealed
            """)) {
      select.setArray(1, array("int8", indexes));
      Map<Long, TreeHead> heads = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          heads.put(rows.getLong(1), new TreeHead(rows.getLong(2), Hash.of(rows.getBytes(3))));
        }
      }
      return heads;
    }
  }

  /** Gives new events their indexes. */
  void write(Map<Long, Leaf> leaves) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into mneme.audit_leaf (leaf_index, event_key)
            select * from unnest(?::bigint[], ?::uuid[])
            """)) {
      insert.setArray(1, array("int8", leaves.keySet()));
      insert.setArray(2, array("uuid", leaves.values().stream().map(Leaf::key).toList()));
      insert.executeUpdate();
    }
  }

  /** Writes a head over all leaves. */
  void seal(TreeHead head) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into mneme.audit_head (size, root) values (?, ?)")) {
      insert.setLong(1, head.size());
      insert.setBytes(2, head.root().bytes());
      insert.executeUpdate();
    }
  }

  private static Optional<TreeHead> head(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      return rows.next()
          ? Optional.of(new TreeHead(rows.getLong(1), Hash.of(rows.getBytes(2))))
          : Optional.empty();
    }
  }

  private Array array(String type, Collection<?> values) throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }
}
