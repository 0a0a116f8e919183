// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One of the two ways to find a memory, and what it has found; not thread-safe. */
final class Side {
  private final ArrayNode filter;
  private final BiFunction<ArrayNode, Integer, ObjectNode> best;
  private final Map<String, Hit> hits = new LinkedHashMap<>();

  /**
   * @param filter of every search
   * @param best a search for so many that pass a filter
   */
  Side(ArrayNode filter, BiFunction<ArrayNode, Integer, ObjectNode> best) {
    this.filter = filter;
    this.best = best;
  }

  /** A search for the best of all. */
  ObjectNode best(int most) {
    return best.apply(filter.deepCopy(), most);
  }

  /** A search for what it thinks of these documents. */
  ObjectNode opinion(Collection<String> documents) {
    ArrayNode these = filter.deepCopy();
    Clauses.anyOf(these, "_id", documents);
    return best.apply(these, documents.size());
  }

  void add(JsonNode answer) {
    hits.putAll(Hit.all(answer));
  }

  Map<String, Hit> hits() {
    return hits;
  }
}
