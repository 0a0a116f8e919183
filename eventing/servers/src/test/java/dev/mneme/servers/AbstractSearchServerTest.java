// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of either search engine, over HTTP as it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractSearchServerTest {
  private static final String OWN = "{\"term\": {\"owner\": \"home/ada\"}}";

  private final HttpClient http = HttpClient.newHttpClient();
  private SearchServer server;

  abstract SearchServer start(Home home);

  /** JSON of the settings of an index with vectors. */
  abstract String settings();

  /** JSON of the type of a field of three numbers, compared by cosine. */
  abstract String vectorField();

  /** JSON of a request for the nearest that passes a filter. */
  abstract String nearest(String vector, String filter);

  @BeforeAll
  void start(@TempDir Path directory) {
    server = start(new Home(directory));
  }

  @AfterAll
  void stop() {
    server.close();
    http.close();
  }

  @Test
  void whatWasAcknowledgedOutlivesAKilledServerAndIsFoundByWordsAndByVector()
      throws IOException, InterruptedException {
    // Given
    send(
        "PUT",
        "/memories",
        """
        {"settings": %s, "mappings": {"dynamic": "strict", "_routing": {"required": true},
          "properties": {"owner": {"type": "keyword"},
                         "text": {"type": "text", "analyzer": "english"},
                         "embedding": %s}}}
        """
            .formatted(settings(), vectorField()));
    put("1", "home/ada", "We sailed to the island", "[1, 0, 0]");
    put("2", "home/ada", "The doctor looked at my blood", "[0, 1, 0]");
    put("3", "home/ines", "Sailing again", "[1, 0, 0]");

    // When
    server.kill();
    server.start();

    // Then
    assertThat(
            search(
                """
                {"query": {"bool": {"must": {"match": {"text": "sailing"}}, "filter": %s}}}
                """
                    .formatted(OWN)))
        .contains("\"_id\":\"1\"")
        .doesNotContain("\"_id\":\"2\"", "\"_id\":\"3\"");
    assertThat(search(nearest("[0.1, 0.9, 0]", OWN)))
        .contains("\"_id\":\"2\"")
        .doesNotContain("\"_id\":\"1\"", "\"_id\":\"3\"");
  }

  @Test
  void onlyThisMachineReachesIt() throws IOException, InterruptedException {
    assertThat(send("GET", "/_nodes/http,transport?filter_path=**.bound_address", ""))
        .contains("127.0.0.1:" + server.port())
        .doesNotContain("0.0.0.0", "[::]");
  }

  private void put(String id, String owner, String text, String embedding)
      throws IOException, InterruptedException {
    send(
        "PUT",
        "/memories/_doc/" + id + "?refresh=true&routing=" + owner,
        "{\"owner\": \"%s\", \"text\": \"%s\", \"embedding\": %s}"
            .formatted(owner, text, embedding));
  }

  private String search(String query) throws IOException, InterruptedException {
    return send("POST", "/memories/_search?routing=home/ada", query);
  }

  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.url().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    var response = http.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).describedAs(response.body()).isBetween(200, 201);
    return response.body();
  }
}
