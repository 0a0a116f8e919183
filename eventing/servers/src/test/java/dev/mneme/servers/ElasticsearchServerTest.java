// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

class ElasticsearchServerTest extends AbstractSearchServerTest {
  @Override
  SearchServer start(Home home) {
    return ElasticsearchServer.start(home);
  }

  @Override
  String settings() {
    return "{\"number_of_replicas\": 0}";
  }

  @Override
  String vectorField() {
    return """
    {"type": "dense_vector", "dims": 3, "index": true, "similarity": "cosine"}
    """;
  }

  @Override
  String nearest(String vector, String filter) {
    return """
    {"knn": {"field": "embedding", "query_vector": %s, "k": 1, "num_candidates": 10,
             "filter": %s}}
    """
        .formatted(vector, filter);
  }
}
