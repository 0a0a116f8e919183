// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What one search says of a document.
 *
 * @param document the engine's id of it
 * @param score of the query, as the engine counts
 */
record Hit(String document, String id, long position, double score) {
  /** The hits of an answer, by document, best first. */
  static Map<String, Hit> all(JsonNode answer) {
    Map<String, Hit> hits = new LinkedHashMap<>();
    for (JsonNode hit : answer.path("hits").path("hits")) {
      hits.put(hit.path("_id").asString(), of(hit));
    }
    return hits;
  }

  private static Hit of(JsonNode hit) {
    JsonNode fields = hit.path("fields");
    return new Hit(
        hit.path("_id").asString(),
        fields.path(Fields.ID).path(0).asString(),
        fields.path(Fields.POSITION).path(0).asLong(),
        hit.path("_score").asDouble(0));
  }
}
