// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Keeps a tree's nodes in memory, refuses to write one twice, and counts what is read. */
final class MemoryNodes implements BiConsumer<Node, Hash> {
  private final Map<Node, Hash> nodes = new HashMap<>();
  private int reads;

  @Override
  public void accept(Node node, Hash hash) {
    if (nodes.putIfAbsent(node, hash) != null) {
      throw new IllegalStateException("written twice: " + node);
    }
  }

  <T> T ask(TreeQuery<T> query) {
    Map<Node, Hash> needed = new HashMap<>();
    for (Node node : query.needs()) {
      reads++;
      Hash hash = nodes.get(node);
      if (hash != null && needed.put(node, hash) != null) {
        throw new IllegalStateException("needed twice: " + node);
      }
    }
    return query.answer(needed);
  }

  void forget(Node node) {
    nodes.remove(node);
  }

  int size() {
    return nodes.size();
  }

  int reads() {
    return reads;
  }
}
