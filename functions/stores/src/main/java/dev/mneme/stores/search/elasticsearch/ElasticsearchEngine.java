// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.elasticsearch;

import dev.mneme.stores.search.engine.Engine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Elasticsearch, from 9.0 on. */
public final class ElasticsearchEngine implements Engine {
  /** Looked at by each shard before the best are taken; the engine takes no more. */
  private static final int MOST_CANDIDATES = 10_000;

  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public String name() {
    return "Elasticsearch";
  }

  @Override
  public ObjectNode settings() {
    return JSON.createObjectNode();
  }

  @Override
  public ObjectNode vectorField(int dimensions) {
    ObjectNode field = JSON.createObjectNode();
    field.put("type", "dense_vector").put("dims", dimensions).put("similarity", "cosine");
    // By default longer vectors are quantized, and their scores with them.
    field.putObject("index_options").put("type", "hnsw");
    return field;
  }

  @Override
  public ObjectNode nearest(String field, float[] vector, int k, ArrayNode filter) {
    ObjectNode query = JSON.createObjectNode();
    ObjectNode nearest = query.putObject("knn").put("field", field);
    nearest.set("query_vector", JSON.valueToTree(vector));
    nearest.put("k", k).put("num_candidates", Math.min(MOST_CANDIDATES, Math.max(100, k)));
    nearest.set("filter", filter);
    return query;
  }
}
