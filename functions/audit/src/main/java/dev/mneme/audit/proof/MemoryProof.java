// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.proof;

import dev.mneme.audit.chain.Anchor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the log holds about one memory, against the newest anchored tree head. Complete
 * in itself: with a node of the chain at hand, nothing else is needed to check it.
 *
 * @param memory id of the memory, or of the model
 * @param tenant of its owner
 * @param user its owner
 * @param anchor the head that the paths lead to; absent before the first anchor
 * @param leaves under that head, oldest first
 * @param pending leaves that are in the log, but newer than the anchored head
 */
public record MemoryProof(
    String memory,
    String tenant,
    String user,
    @Nullable Anchor anchor,
    List<LeafProof> leaves,
    int pending) {
  /** Checks that it says whose it is and keeps a copy of the leaves. */
  public MemoryProof {
    Objects.requireNonNull(memory, "memory");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(user, "user");
    leaves = List.copyOf(leaves);
  }
}
