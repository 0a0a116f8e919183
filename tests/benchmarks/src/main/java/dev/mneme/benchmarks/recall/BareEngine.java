// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.recall;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The engine's own best ten of a user by words, and its best ten by nearness, in one request:
 * nothing that answers from it can be faster.
 */
final class BareEngine {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  BareEngine(URI engine) {
    this.endpoint = engine.resolve("/_msearch");
  }

  /** Asks, and reads the whole answer. */
  void search(UserKey owner, String words, float[] vector) throws Exception {
    Map<String, Object> own = Map.of("term", Map.of("owner", owner.partitionKey()));
    String header =
        JSON.writeValueAsString(
            Map.of(
                "index",
                "mneme-memories",
                "routing",
                Sha256.hex(owner.partitionKey().getBytes(UTF_8))));
    String worded = search(Map.of("bool", Map.of("filter", own, "must", match(words))));
    String near =
        search(
            Map.of(
                "knn",
                Map.of(
                    "vector_" + vector.length,
                    Map.of("vector", vector, "k", MOST, "filter", own))));
    String body = header + "\n" + worded + "\n" + header + "\n" + near + "\n";
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200 || response.body().contains("\"error\"")) {
      throw new IOException("the engine refused: " + response.body());
    }
  }

  private static Map<String, Object> match(String words) {
    return Map.of("match", Map.of("text", words));
  }

  private static String search(Map<String, Object> query) {
    return JSON.writeValueAsString(
        Map.of("size", MOST, "_source", false, "fields", List.of("id"), "query", query));
  }
}
