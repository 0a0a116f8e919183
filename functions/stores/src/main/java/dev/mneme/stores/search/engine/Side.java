// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.contract.UserKey;
import java.util.Collection;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One of the two ways to find a memory. */
final class Side {
  private final UserKey owner;
  private final ArrayNode filter;
  private final BiFunction<ArrayNode, Integer, ObjectNode> best;

  /**
   * @param filter of every search
   * @param best a search for so many that pass a filter
   */
  Side(UserKey owner, ArrayNode filter, BiFunction<ArrayNode, Integer, ObjectNode> best) {
    this.owner = owner;
    this.filter = filter;
    this.best = best;
  }

  /** A search for the best of all. */
  ObjectNode best(int most) {
    return best.apply(filter.deepCopy(), most);
  }

  /** A search for what it thinks of these memories. */
  ObjectNode opinion(Collection<String> ids) {
    ArrayNode these = filter.deepCopy();
    Clauses.anyOf(these, "_id", ids.stream().map(id -> Fields.document(owner, id)).toList());
    return best.apply(these, ids.size());
  }
}
