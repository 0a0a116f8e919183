// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import dev.mneme.audit.merkle.Frontier;
import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.Node;
import dev.mneme.audit.merkle.TreeHead;
import dev.mneme.audit.merkle.TreeQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One append, inside its transaction.
 *
 * @param indexes of all events of the batch, by key
 * @param sealed the first head over each of them, by index
 * @param added what was not in the log before, by index
 */
record Append(Map<UUID, Long> indexes, Map<Long, TreeHead> sealed, Map<Long, Leaf> added) {
  static Append run(Connection connection, List<Leaf> leaves) throws SQLException {
    Lock.APPEND.take(connection);
    LogTables tables = new LogTables(connection);
    Map<UUID, Long> indexes = tables.indexes(leaves.stream().map(Leaf::key).toList());
    Map<Long, Leaf> added = new LinkedHashMap<>();
    if (!leaves.stream().allMatch(leaf -> indexes.containsKey(leaf.key()))) {
      add(connection, leaves, indexes, added);
    }
    return new Append(indexes, tables.sealing(indexes.values()), added);
  }

  private static void add(
      Connection connection, List<Leaf> leaves, Map<UUID, Long> indexes, Map<Long, Leaf> added)
      throws SQLException {
    LogTables tables = new LogTables(connection);
    StoredNodes nodes = new StoredNodes(connection);
    Frontier frontier = frontier(nodes, tables.head());
    Map<Node, Hash> completed = new LinkedHashMap<>();
    for (Leaf leaf : leaves) {
      if (indexes.putIfAbsent(leaf.key(), frontier.size()) == null) {
        added.put(frontier.size(), leaf);
        frontier.append(Leaf.hash(leaf.content()), completed::put);
      }
    }
    tables.write(added);
    new EntryTable(connection).write(added);
    nodes.write(completed);
    tables.seal(new TreeHead(frontier.size(), frontier.root()));
  }

  private static Frontier frontier(StoredNodes nodes, TreeHead head) throws SQLException {
    Frontier frontier = nodes.ask(TreeQuery.frontier(head.size()));
    if (!frontier.root().equals(head.root())) {
      throw new LogBrokenException(
          "the stored tree of size %d has root %s, sealed was %s"
              .formatted(head.size(), frontier.root(), head.root()));
    }
    return frontier;
  }
}
