// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What one search says of a document.
 *
 * @param score of the query, as the engine counts
 */
record Hit(String id, long position, double score) {
  /** The hits of an answer, by id, best first. */
  static Map<String, Hit> all(JsonNode answer) {
    Map<String, Hit> hits = new LinkedHashMap<>();
    for (JsonNode found : answer.path("hits").path("hits")) {
      Hit hit = of(found);
      hits.put(hit.id(), hit);
    }
    return hits;
  }

  private static Hit of(JsonNode hit) {
    JsonNode fields = hit.path("fields");
    return new Hit(
        fields.path(Fields.ID).path(0).asString(),
        fields.path(Fields.POSITION).path(0).asLong(),
        hit.path("_score").asDouble(0));
  }
}
