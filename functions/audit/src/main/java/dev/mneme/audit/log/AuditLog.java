// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import dev.mneme.audit.merkle.TreeHead;
import dev.mneme.audit.merkle.TreeQuery;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.UserScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The append-only log. One transaction at a time appends, under a lock that Postgres holds, so that
 * leaf indexes have no gaps however many replicas run; an event that is there already stays where
 * it is. Thread-safe. Every method throws {@link dev.mneme.contract.TryLaterException} while the
 * database is away.
 */
public final class AuditLog {
  private final Postgres postgres;
  private final UserScope users;

  /** The log in this database, with the rights of the role {@code mneme_audit}. */
  public AuditLog(Postgres postgres) {
    this.postgres = postgres;
    this.users = new UserScope(postgres);
  }

  /**
   * Appends the events that are not in the log yet, in their order, and seals them as one tree
   * head. All of it happens or nothing, and after any failure it may be repeated.
   *
   * @return for each leaf, in order, where its event stands, however often it was appended
   * @throws LogBrokenException when the stored tree does not have its own root
   */
  public List<Placement> append(List<Leaf> leaves) {
    Append append = postgres.inTransaction(connection -> Append.run(connection, leaves));
    Map<Long, Leaf> standing = new HashMap<>(append.added());
    standing.putAll(redelivered(leaves, append));
    List<Placement> placements = new ArrayList<>(leaves.size());
    for (Leaf leaf : leaves) {
      long index = Objects.requireNonNull(append.indexes().get(leaf.key()));
      TreeHead sealed = Objects.requireNonNull(append.sealed().get(index));
      Leaf there = standing.get(index);
      placements.add(new Placement(index, sealed, there != null && !there.sameEvent(leaf)));
    }
    return placements;
  }

  /** The newest sealed head; a size of 0 before the first. */
  public TreeHead head() {
    return postgres.inTransaction(connection -> new LogTables(connection).head());
  }

  /** The sealed head of exactly this size. */
  public Optional<TreeHead> head(long size) {
    return postgres.inTransaction(connection -> new LogTables(connection).head(size));
  }

  /** The contents of one user's leaves about one subject that were not erased, by index. */
  public Map<Long, String> contents(UserKey owner, String subject) {
    return users.call(owner, connection -> new EntryTable(connection).about(owner, subject));
  }

  /** Answers a question about the tree. */
  public <T> T ask(TreeQuery<T> query) {
    return postgres.inTransaction(connection -> new StoredNodes(connection).ask(query));
  }

  /** What stands at the events that were there already, as far as it was not erased. */
  private Map<Long, Leaf> redelivered(List<Leaf> leaves, Append append) {
    Map<UserKey, List<Long>> known = new HashMap<>();
    for (Leaf leaf : leaves) {
      Long index = append.indexes().get(leaf.key());
      if (index != null && !append.added().containsKey(index)) {
        known.computeIfAbsent(leaf.owner(), owner -> new ArrayList<>()).add(index);
      }
    }
    Map<Long, Leaf> standing = new HashMap<>();
    known.forEach(
        (owner, indexes) ->
            users
                .call(owner, connection -> new EntryTable(connection).at(owner, indexes))
                .forEach((index, content) -> standing.put(index, Leaf.parse(content))));
    return standing;
  }
}
