// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The right edge of a growing tree: the hashes of its perfect subtrees, at most one per level. It
 * is all that appending needs (a compact range), so a batch costs O(batch + log n) and no earlier
 * leaf is read. Not thread-safe.
 */
public final class Frontier {
  private final List<Hash> peaks;
  private long size;

  private Frontier(long size, List<Hash> peaks) {
    this.size = size;
    this.peaks = new ArrayList<>(peaks);
  }

  /** Of a tree without leaves. */
  public static Frontier empty() {
    return new Frontier(0, List.of());
  }

  /** Of a tree of this size, whose perfect subtrees hash to these, left to right. */
  static Frontier of(long size, List<Hash> peaks) {
    if (peaks.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(
          "peaks: got %d, a tree of %d leaves has %d"
              .formatted(peaks.size(), size, Long.bitCount(size)));
    }
    return new Frontier(size, peaks);
  }

  /** Adds one leaf and hands over each node that it completes, the leaf itself first. */
  public void append(Hash leaf, BiConsumer<Node, Hash> completed) {
    Node node = new Node(0, size);
    Hash hash = leaf;
    completed.accept(node, hash);
    while (node.isRightChild()) {
      hash = Rfc6962.node(peaks.removeLast(), hash);
      node = node.parent();
      completed.accept(node, hash);
    }
    peaks.add(hash);
    size++;
  }

  /** How many leaves the tree has. */
  public long size() {
    return size;
  }

  /** The root over all leaves so far. */
  public Hash root() {
    return peaks.isEmpty() ? Rfc6962.EMPTY_ROOT : Subtree.fold(peaks);
  }
}
