// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final int LIMIT = 100_000;
  private static final int CONCURRENCY = 3;
  private static final String HEAD =
      """
      POST / HTTP/1.1\r
      Host: localhost\r
      ce-specversion: 1.0\r
      ce-id: half\r
      ce-source: /test\r
      ce-type: dev.mneme.text.captured.v1\r
      ce-subject: m\r
      ce-time: 2026-03-01T10:00:00Z\r
      ce-tenant: acme\r
      ce-userid: ada\r
      Content-Type: application/json\r
      """;
  private static final String DATA = "{\"text\":\"reply 0\"}";

  private static RunningFunction running;
  private static Client client;

  @BeforeAll
  static void start() {
    running =
        FunctionApplication.start(
            new Scripted(),
            Map.of(
                "PORT", "0",
                "MNEME_MAX_BODY_BYTES", "" + LIMIT,
                "MNEME_CONCURRENCY", "" + CONCURRENCY));
    client = new Client(running.uri());
  }

  @AfterAll
  static void stop() {
    client.close();
    running.close();
  }

  @AfterEach
  void reset() {
    Scripted.reset();
  }

  @Test
  void takesABodyOfExactlyTheLimit() throws Exception {
    // Given
    byte[] body = new byte[LIMIT];

    // When
    HttpResponse<String> response =
        client.post("application/cloudevents+json", BodyPublishers.ofByteArray(body));

    // Then
    EventsOverHttpTest.assertProblem(response, 400, "Unreadable event");
  }

  @Test
  void refusesADeclaredBodyOverTheLimit() throws Exception {
    // Given
    byte[] body = new byte[20 << 20];

    // When
    HttpResponse<String> response =
        client.post("application/cloudevents+json", BodyPublishers.ofByteArray(body));

    // Then
    EventsOverHttpTest.assertProblem(response, 413, "Content too large");
    assertThat(response.body()).contains("MNEME_MAX_BODY_BYTES", "" + LIMIT);
  }

  @Test
  void refusesAChunkedBodyOverTheLimitAndGoesOn() throws Exception {
    // Given
    byte[] body = new byte[20 << 20];

    // When
    HttpResponse<String> response =
        client.post(
            "application/cloudevents+json",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    HttpResponse<String> next = client.binary(Events.text("1", "ada", "reply 0"));

    // Then
    EventsOverHttpTest.assertProblem(response, 413, "Content too large");
    assertThat(next.statusCode()).isEqualTo(204);
  }

  @Test
  void waitsForASlowClient() throws Exception {
    // Given
    try (Socket socket = new Socket("127.0.0.1", running.port())) {
      // When
      String request = HEAD + "Content-Length: " + DATA.length() + "\r\n\r\n" + DATA;
      for (byte b : request.getBytes(StandardCharsets.US_ASCII)) {
        socket.getOutputStream().write(b);
        socket.getOutputStream().flush();
      }

      // Then
      assertThat(statusLine(socket)).contains("204");
      assertThat(Scripted.ARRIVED).containsExactly("half");
    }
  }

  @Test
  void givesHalfABodyToNobody() throws Exception {
    // Given
    try (Socket socket = new Socket("127.0.0.1", running.port())) {
      // When
      send(socket, HEAD + "Content-Length: 1000\r\n\r\n" + DATA);
      await().until(() -> client.get("metrics").body().contains("requests_in_flight 1.0"));
    }

    // Then
    await().until(() -> client.get("metrics").body().contains("requests_in_flight 0.0"));
    assertThat(client.get("metrics").body())
        .contains("mneme_requests_seconds_count{status=\"none\"}");
    assertThat(Scripted.ARRIVED).isEmpty();
  }

  @Test
  void givesABodyWithABrokenChunkToNobody() throws Exception {
    // Given
    try (Socket socket = new Socket("127.0.0.1", running.port())) {
      // When
      send(socket, HEAD + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n" + DATA);

      // Then
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
      assertThat(Scripted.ARRIVED).isEmpty();
    }
  }

  @Test
  void turnsAwayWhatIsOverTheBoundAndStaysAlive() throws Exception {
    // Given
    List<CompletableFuture<HttpResponse<String>>> working =
        Stream.of("ada", "bob", "cyd")
            .map(user -> client.binaryLater(Events.text(user, user, "wait")))
            .toList();
    await().until(() -> Scripted.GATE.getQueueLength() == CONCURRENCY);

    // When
    HttpResponse<String> oneMore = client.binary(Events.text("4", "dan", "reply 0"));

    // Then
    EventsOverHttpTest.assertProblem(oneMore, 429, "Too many requests");
    assertThat(oneMore.headers().firstValue("retry-after")).hasValue("1");
    assertThat(client.get("livez").statusCode()).isEqualTo(204);
    assertThat(client.get("readyz").statusCode()).isEqualTo(204);
    Scripted.GATE.release(CONCURRENCY);
    assertThat(working)
        .allSatisfy(response -> assertThat(response.join().statusCode()).isEqualTo(204));
    assertThat(client.binary(Events.text("5", "dan", "reply 0")).statusCode()).isEqualTo(204);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String statusLine(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0 && c != '\r'; ) {
      line.append((char) c);
      c = socket.getInputStream().read();
    }
    return line.toString();
  }
}
