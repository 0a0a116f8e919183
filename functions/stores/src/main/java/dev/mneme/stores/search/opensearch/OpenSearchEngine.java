// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.opensearch;

import dev.mneme.stores.search.engine.Engine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenSearch, from 2.19 on, with the k-NN plugin. */
public final class OpenSearchEngine implements Engine {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public String name() {
    return "OpenSearch";
  }

  @Override
  public ObjectNode settings() {
    return JSON.createObjectNode().put("index.knn", true);
  }

  @Override
  public ObjectNode vectorField(int dimensions) {
    ObjectNode field = JSON.createObjectNode();
    field.put("type", "knn_vector").put("dimension", dimensions);
    field
        .putObject("method")
        .put("name", "hnsw")
        .put("engine", "lucene")
        .put("space_type", "cosinesimil");
    return field;
  }

  @Override
  public ObjectNode nearest(String field, float[] vector, int k, ArrayNode filter) {
    ObjectNode query = JSON.createObjectNode();
    ObjectNode nearest = query.putObject("knn").putObject(field);
    nearest.set("vector", JSON.valueToTree(vector));
    nearest.put("k", k);
    nearest.putObject("filter").putObject("bool").set("filter", filter);
    return query;
  }
}
