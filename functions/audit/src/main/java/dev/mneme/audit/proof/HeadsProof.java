// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.proof;

import dev.mneme.audit.merkle.ConsistencyProof;
import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.TreeHead;
import java.util.List;

/**
 * That one tree head grew out of another.
 *
 * @param from the older head
 * @param to the newer head
 * @param path consistency proof of RFC 6962 section 2.1.2
 */
public record HeadsProof(TreeHead from, TreeHead to, List<Hash> path) {
  /** Keeps a copy of the path. */
  public HeadsProof {
    path = List.copyOf(path);
  }

  /** Whether the path shows it. Only worth something where both roots come from elsewhere. */
  public boolean holds() {
    return new ConsistencyProof(from.size(), to.size(), path).proves(from.root(), to.root());
  }
}
