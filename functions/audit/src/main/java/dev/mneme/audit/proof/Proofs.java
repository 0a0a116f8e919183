// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.proof;

import dev.mneme.audit.chain.Anchor;
import dev.mneme.audit.log.Anchoring;
import dev.mneme.audit.log.AuditLog;
import dev.mneme.audit.merkle.TreeHead;
import dev.mneme.audit.merkle.TreeQuery;
import dev.mneme.contract.UserKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes proofs out of the log. Asks the chain nothing; the verifier does. Thread-safe. */
public final class Proofs {
  private final AuditLog log;
  private final Anchoring anchoring;

  /** Proofs out of this log, against its anchors. */
  public Proofs(AuditLog log, Anchoring anchoring) {
    this.log = log;
    this.anchoring = anchoring;
  }

  /**
   * All leaves of one user's memory; empty where the log has none, be it that the memory is another
   * user's.
   */
  public Optional<MemoryProof> of(UserKey owner, String memory) {
    Map<Long, String> contents = log.contents(owner, memory);
    if (contents.isEmpty()) {
      return Optional.empty();
    }
    Anchor anchor = anchoring.newest().orElse(null);
    List<LeafProof> leaves = anchor == null ? List.of() : under(anchor.size(), contents);
    return Optional.of(
        new MemoryProof(
            memory, owner.tenant(), owner.user(), anchor, leaves, contents.size() - leaves.size()));
  }

  /** The newest heads, sealed and anchored. */
  public LatestHeads latest() {
    return new LatestHeads(log.head(), anchoring.newest().orElse(null));
  }

  /** That the sealed head of size {@code to} grew out of {@code from}; both must be sealed. */
  public Optional<HeadsProof> between(long from, long to) {
    Optional<TreeHead> older = log.head(from);
    Optional<TreeHead> newer = log.head(to);
    if (older.isEmpty() || newer.isEmpty() || from > to) {
      return Optional.empty();
    }
    return Optional.of(
        new HeadsProof(older.get(), newer.get(), log.ask(TreeQuery.consistency(from, to)).path()));
  }

  private List<LeafProof> under(long size, Map<Long, String> contents) {
    return contents.entrySet().stream()
        .filter(leaf -> leaf.getKey() < size)
        .map(
            leaf ->
                LeafProof.of(leaf.getValue(), log.ask(TreeQuery.inclusion(leaf.getKey(), size))))
        .toList();
  }
}
