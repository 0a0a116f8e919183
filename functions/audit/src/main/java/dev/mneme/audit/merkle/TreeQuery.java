// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A question about a tree at any size that it ever had, in two steps, so that whoever keeps the
 * tree can read what is needed in its own way: which nodes, O(log n) of them, and what follows from
 * their hashes (RFC 6962 section 2.1).
 *
 * @param <T> what is asked for
 */
public final class TreeQuery<T> {
  private final List<Node> needs;
  private final Function<Map<Node, Hash>, T> answer;

  private TreeQuery(List<Subtree> subtrees, Function<Map<Node, Hash>, T> answer) {
    this.needs = subtrees.stream().flatMap(subtree -> subtree.peaks().stream()).toList();
    this.answer = answer;
  }

  /** The root over the first {@code size} leaves. */
  public static TreeQuery<Hash> root(long size) {
    return new TreeQuery<>(whole(size), nodes -> frontier(size, nodes).root());
  }

  /** The state from which the tree of this size is appended to. */
  public static TreeQuery<Frontier> frontier(long size) {
    return new TreeQuery<>(whole(size), nodes -> frontier(size, nodes));
  }

  /**
   * Proof that the leaf at {@code index} is among the first {@code size}.
   *
   * @throws IllegalArgumentException unless 0 ≤ index &lt; size
   */
  public static TreeQuery<InclusionProof> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          "index: got %d, expected 0 <= index < size = %d".formatted(index, size));
    }
    List<Subtree> path = Paths.inclusion(index, size);
    return new TreeQuery<>(path, nodes -> new InclusionProof(index, size, hashes(path, nodes)));
  }

  /**
   * Proof that the tree of size {@code to} begins with the leaves of the tree of size {@code from}.
   *
   * @throws IllegalArgumentException unless 0 &lt; from ≤ to
   */
  public static TreeQuery<ConsistencyProof> consistency(long from, long to) {
    if (from < 1 || from > to) {
      throw new IllegalArgumentException(
          "from: got %d, expected 0 < from <= to = %d".formatted(from, to));
    }
    List<Subtree> path = Paths.consistency(from, to);
    return new TreeQuery<>(path, nodes -> new ConsistencyProof(from, to, hashes(path, nodes)));
  }

  /** The nodes whose hashes the answer follows from, none of them twice. */
  public List<Node> needs() {
    return needs;
  }

  /**
   * The answer.
   *
   * @param nodes at least what is needed
   * @throws IllegalStateException naming a needed node that is missing
   */
  public T answer(Map<Node, Hash> nodes) {
    return answer.apply(nodes);
  }

  private static List<Subtree> whole(long size) {
    return size == 0 ? List.of() : List.of(new Subtree(0, size));
  }

  private static Frontier frontier(long size, Map<Node, Hash> nodes) {
    return size == 0 ? Frontier.empty() : Frontier.of(size, new Subtree(0, size).peakHashes(nodes));
  }

  private static List<Hash> hashes(List<Subtree> subtrees, Map<Node, Hash> nodes) {
    return subtrees.stream().map(subtree -> subtree.hash(nodes)).toList();
  }
}
