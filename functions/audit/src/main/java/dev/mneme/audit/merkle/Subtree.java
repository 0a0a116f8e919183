// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The leaves {@code [from, to)} where they form a subtree of an RFC 6962 tree, perfect or at its
 * right edge. Its hash follows from at most log2(n) stored nodes.
 */
record Subtree(long from, long to) {
  Subtree {
    if (from < 0 || from >= to) {
      throw new IllegalArgumentException("subtree: got [%d, %d)".formatted(from, to));
    }
    if (from != 0 && Long.lowestOneBit(from) < Long.highestOneBit(to - from)) {
      throw new IllegalArgumentException(
          "subtree: [%d, %d) starts off its boundary".formatted(from, to));
    }
  }

  long size() {
    return to - from;
  }

  /** The largest power of two smaller than the size: where RFC 6962 splits it. */
  long split() {
    return Long.highestOneBit(size() - 1);
  }

  /** The perfect subtrees that it is made of, from left to right, each smaller than the last. */
  List<Node> peaks() {
    List<Node> peaks = new ArrayList<>(Long.bitCount(size()));
    for (long at = from; at < to; ) {
      int level = Long.numberOfTrailingZeros(Long.highestOneBit(to - at));
      peaks.add(new Node(level, at >>> level));
      at += 1L << level;
    }
    return peaks;
  }

  /** MTH of RFC 6962 section 2.1 over these leaves. */
  Hash hash(Map<Node, Hash> nodes) {
    return fold(peakHashes(nodes));
  }

  /** The hashes of its peaks, in their order. */
  List<Hash> peakHashes(Map<Node, Hash> nodes) {
    return peaks().stream().map(peak -> known(nodes, peak)).toList();
  }

  /** Joins the hashes of peaks, left to right, into the hash of the subtree above them. */
  static Hash fold(List<Hash> peaks) {
    Hash hash = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      hash = Rfc6962.node(peaks.get(i), hash);
    }
    return hash;
  }

  private static Hash known(Map<Node, Hash> nodes, Node node) {
    Hash hash = nodes.get(node);
    if (hash == null) {
      throw new IllegalStateException(
          "the tree's store has no node at level %d, index %d"
              .formatted(node.level(), node.index()));
    }
    return hash;
  }
}
