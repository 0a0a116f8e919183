// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MnemeClientTest {
  private final List<String> asked = new ArrayList<>();
  private final MnemeClient client = new MnemeClient();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    client.close();
  }

  @Test
  void whatIsKnownOfARecordingGoesInTheQuery() {
    // Given
    answer(202, "application/json", "{\"id\":\"e\",\"memoryId\":\"m\",\"duplicate\":true}");

    // When
    MnemeClient.Captured captured =
        client.capture(uri(), "token", Map.of("id", "a b&c"), "audio/wav", new byte[] {1});

    // Then
    assertThat(captured).isEqualTo(new MnemeClient.Captured("e", "m", true));
    assertThat(asked).containsExactly("POST /v1/memories/audio?id=a%20b%26c");
  }

  @Test
  void aProblemIsToldInItsOwnWords() {
    // Given
    answer(422, "application/problem+json", "{\"title\":\"x\",\"detail\":\"text: expected some\"}");

    // When / Then
    assertThatThrownBy(() -> client.ask(uri(), "token", ""))
        .isInstanceOf(ClientException.class)
        .hasMessage("/v1/recall answered 422: text: expected some");
  }

  @Test
  void anAnswerAndALifeAreReadWithTheirOptionalParts() {
    // Given
    answer(
        200,
        "application/json",
        """
        {"question":"?","answer":"I moved.","sentences":[{"text":"I moved.","memories":["m"]}],
         "sources":[{"id":"m","time":"2026-03-01T08:00:00Z","text":"I moved out.","category":"home",
                     "kind":"event","score":0.5}],
         "writtenBy":"extract","memories":1,"categories":[],"people":[],
         "plans":[{"id":"p","said":"2026-03-01T08:00:00Z","text":"Move.","category":"home"}]}
        """);

    // When
    Written written = client.written(uri(), "token", "?");
    Life life = client.life(uri(), "token");

    // Then
    assertThat(written.sentences()).containsExactly(new Written.Sentence("I moved.", List.of("m")));
    assertThat(written.notice()).isNull();
    assertThat(life.plans()).containsExactly(new Life.Plan("p", "Move.", null));
    assertThat(asked).containsExactly("POST /v1/ask", "GET /v1/life");
  }

  @Test
  void aServerThatIsAwayIsNamed() {
    // Given
    server.stop(0);

    // When / Then
    assertThatThrownBy(() -> client.proof(uri(), "token", "m/1"))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("/v1/proofs/m%2F1 does not answer");
  }

  private void answer(int status, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
