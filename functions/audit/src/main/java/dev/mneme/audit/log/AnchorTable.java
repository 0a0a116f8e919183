// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import dev.mneme.audit.chain.Anchor;
import dev.mneme.audit.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Which heads stand on one contract of one chain, as far as this side knows. */
record AnchorTable(Connection connection, long chainId, String contract) {
  /** The first anchor over a tree of this size. */
  Optional<Anchor> covering(long size) throws SQLException {
    return select(size, "order by size limit 1");
  }

  /** The newest anchor. */
  Optional<Anchor> newest() throws SQLException {
    return select(0, "order by size desc limit 1");
  }

  /** Notes an anchor. */
  void write(Anchor anchor) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into mneme.audit_anchor
              (chain_id, contract, size, root, transaction, block)
            values (?, ?, ?, ?, ?, ?)
            """)) {
      insert.setLong(1, anchor.chainId());
      insert.setString(2, anchor.contract());
      insert.setLong(3, anchor.size());
      insert.setBytes(4, anchor.root().bytes());
      insert.setString(5, anchor.transaction());
      insert.setLong(6, anchor.block());
      insert.executeUpdate();
    }
  }

  private Optional<Anchor> select(long least, String which) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select size, root, transaction, block from mneme.audit_anchor
            where chain_id = ? and contract = ? and size >= ?
            """
                + which)) {
      select.setLong(1, chainId);
      select.setString(2, contract);
      select.setLong(3, least);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(anchor(rows)) : Optional.empty();
      }
    }
  }

  private Anchor anchor(ResultSet row) throws SQLException {
    return new Anchor(
        row.getLong(1),
        Hash.of(row.getBytes(2)),
        chainId,
        contract,
        row.getString(3),
        row.getLong(4));
  }
}
