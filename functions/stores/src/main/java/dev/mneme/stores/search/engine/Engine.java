// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The words that a search engine has of its own. Thread-safe. */
public interface Engine {
  /** As logs and errors call it. */
  String name();

  /** Settings that an index with vectors needs here. */
  ObjectNode settings();

  /** Mapping of a field of vectors that are compared by cosine, without loss. */
  ObjectNode vectorField(int dimensions);

  /**
   * A query for the {@code k} nearest among what passes the filter; its score is (1 + cosine) / 2.
   */
  ObjectNode nearest(String field, float[] vector, int k, ArrayNode filter);
}
