// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

class OpenSearchServerTest extends AbstractSearchServerTest {
  @Override
  SearchServer start(Home home) {
    return OpenSearchServer.start(home);
  }

  @Override
  String settings() {
    return "{\"index.knn\": true, \"number_of_replicas\": 0}";
  }

  @Override
  String vectorField() {
    return """
    {"type": "knn_vector", "dimension": 3,
     "method": {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"}}
    """;
  }

  @Override
  String nearest(String vector, String filter) {
    return "{\"query\": {\"knn\": {\"embedding\": {\"vector\": %s, \"k\": 1, \"filter\": %s}}}}"
        .formatted(vector, filter);
  }
}
