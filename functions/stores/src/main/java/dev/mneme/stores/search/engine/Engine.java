// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A search engine's client, and the words it has of its own. Thread-safe. */
public interface Engine extends AutoCloseable {
  /** As logs and errors call it. */
  String name();

  /**
   * Sends a request.
   *
   * @param body JSON or lines of JSON; empty for none
   * @return the answer, whatever its status
   * @throws IOException if there is none
   */
  Reply send(String method, String path, Map<String, String> parameters, byte[] body)
      throws IOException;

  /** Settings that an index with vectors needs here. */
  ObjectNode settings();

  /** Mapping of a field of vectors that are compared by cosine, without loss. */
  ObjectNode vectorField(int dimensions);

  /**
   * A query for the {@code k} nearest among what passes the filter; its score is (1 + cosine) / 2.
   */
  ObjectNode nearest(String field, float[] vector, int k, ArrayNode filter);

  @Override
  void close();
}
