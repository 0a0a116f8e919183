// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import org.jspecify.annotations.Nullable;

/**
 * The place of a node that never changes once written: the root of the perfect subtree over the
 * leaves {@code [index << level, (index + 1) << level)}. Level 0 holds the leaves.
 */
public record Node(int level, long index) {
  /** Checks the ranges. */
  public Node {
    if (level < 0 || level > 62 || index < 0) {
      throw new IllegalArgumentException(
          "node: got level %d, index %d; expected level 0..62, index >= 0".formatted(level, index));
    }
  }

  boolean isRightChild() {
    return (index & 1) == 1;
  }

  Node parent() {
    return new Node(level + 1, index >>> 1);
  }

  // Written out, because the first use of a record's own links its parts by generated classes, at
  // each cold start. This one is a key of the maps that every append reads.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Node node && level == node.level && index == node.index;
  }

  @Override
  public int hashCode() {
    return 31 * level + Long.hashCode(index);
  }
}
