// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.identity.TestIssuer;
import dev.mneme.runtime.RunningFunction;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a running function as some user. */
final class TestCaller implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final RunningFunction function;
  private final TestIssuer issuer;
  private final HttpClient client = HttpClient.newHttpClient();

  TestCaller(RunningFunction function, TestIssuer issuer) {
    this.function = function;
    this.issuer = issuer;
  }

  HttpResponse<String> get(UserKey caller, String path) throws Exception {
    return client.send(request(caller, path).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(UserKey caller, String path, Object body) throws Exception {
    return client.send(
        request(caller, path).POST(BodyPublishers.ofString(JSON.writeValueAsString(body))).build(),
        BodyHandlers.ofString());
  }

  HttpRequest.Builder request(UserKey caller, String path) {
    return HttpRequest.newBuilder(function.uri().resolve(path))
        .header("Content-Type", "application/json")
        .header("Authorization", issuer.bearer(caller));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The body of a good answer. */
  static JsonNode good(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    client.close();
  }
}
