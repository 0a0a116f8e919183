// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.Checked;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.Problem;
import dev.mneme.contract.TryLaterException;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

class EndpointTest {
  record Question(String question, @Nullable Integer most) implements Checked {
    static Question read(FieldReader json) {
      return new Question(json.text("question"), json.optionalInt("most"));
    }

    @Override
    public void check(FieldErrors errors) {
      errors.text("data.question", question, 100);
    }
  }

  record Answer(String answer, @Nullable String source) {}

  /** Endpoints and no function. */
  static class Endpoints implements BeanRegistrar {
    @Override
    public void register(BeanRegistry beans, Environment environment) {
      Beans.add(beans, Endpoint.class, with -> ask());
      Beans.add(beans, Endpoint.class, with -> proof());
      Beans.add(beans, Endpoint.class, with -> raw());
    }

    private static Endpoint ask() {
      return new Endpoint(
          "POST",
          "/v1/ask",
          request -> {
            String question = request.json(Question::read).question();
            if (question.equals("now?")) {
              throw new TryLaterException("not now", Duration.ofSeconds(3));
            }
            return Response.json(new Answer(question, null));
          });
    }

    private static Endpoint proof() {
      return new Endpoint(
          "GET",
          "/v1/proofs/{memoryId}",
          request ->
              request.variable("memoryId").equals("none")
                  ? Response.problem(Problem.of(404, "Not found", "no such memory"))
                  : Response.json(
                      List.of(request.variable("memoryId"), request.query("at").orElse("now"))));
    }

    private static Endpoint raw() {
      return new Endpoint(
          "PUT",
          "/v1/raw",
          request ->
              Response.bytes(201, request.header("content-type").orElseThrow(), request.body())
                  .with("Location", request.uri().getPath()));
    }
  }

  /** A body in pieces; the second waits until the first was seen. */
  static class Streams implements BeanRegistrar {
    static final CountDownLatch SEEN = new CountDownLatch(1);

    @Override
    public void register(BeanRegistry beans, Environment environment) {
      Beans.add(beans, Endpoint.class, with -> pieces());
      Beans.add(beans, Endpoint.class, with -> broken());
    }

    private static Endpoint pieces() {
      return new Endpoint(
          "GET",
          "/v1/pieces",
          request ->
              Response.stream(
                  "text/plain",
                  out -> {
                    out.write("one\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    await(SEEN);
                    out.write("two\n".getBytes(StandardCharsets.UTF_8));
                  }));
    }

    private static Endpoint broken() {
      return new Endpoint(
          "GET",
          "/v1/broken",
          request ->
              Response.stream(
                  "text/plain",
                  out -> {
                    out.write("one\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    throw new IllegalStateException("no more");
                  }));
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static final class Twice extends Endpoints {
    @Override
    public void register(BeanRegistry beans, Environment environment) {
      super.register(beans, environment);
      Beans.add(
          beans,
          Endpoint.class,
          with -> new Endpoint("GET", "/v1/proofs/{id}", request -> Response.none()));
    }
  }

  static final class Nothing implements BeanRegistrar {
    @Override
    public void register(BeanRegistry beans, Environment environment) {}
  }

  private static RunningFunction running;
  private static Client client;

  @BeforeAll
  static void start() {
    running = FunctionApplication.start(new Endpoints(), Map.of("PORT", "0"));
    client = new Client(running.uri());
  }

  @AfterAll
  static void stop() {
    client.close();
    running.close();
  }

  @Test
  void answersJsonWithJson() throws Exception {
    // When
    HttpResponse<String> response = ask("{\"question\":\"where?\"}");

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(response.body()).isEqualTo("{\"answer\":\"where?\"}");
  }

  @Test
  void refusesBadJsonWithItsFields() throws Exception {
    assertThat(ask("{\"question\":\" \"}").body()).contains("\"field\":\"data.question\"");
    assertThat(ask("{\"most\":\"many\"}").body()).contains("\"field\":\"data.most\"", "many");
    EventsOverHttpTest.assertProblem(ask("{"), 422, "Invalid event");
  }

  @Test
  void mapsFailuresAsForEvents() throws Exception {
    // When
    HttpResponse<String> response = ask("{\"question\":\"now?\"}");

    // Then
    EventsOverHttpTest.assertProblem(response, 503, "Try later");
    assertThat(response.headers().firstValue("retry-after")).hasValue("3");
  }

  @Test
  void takesVariablesOutOfThePathAndQuery() throws Exception {
    assertThat(client.get("v1/proofs/a%2Fb+c%C3%A9?x=1&at=4%2B2").body())
        .isEqualTo("[\"a/b+cé\",\"4+2\"]");
    assertThat(client.get("v1/proofs/m-1").body()).isEqualTo("[\"m-1\",\"now\"]");
  }

  @Test
  void passesAProblemOn() throws Exception {
    EventsOverHttpTest.assertProblem(client.get("v1/proofs/none"), 404, "Not found");
  }

  @Test
  void passesBytesAndHeaders() throws Exception {
    // Given
    HttpRequest request =
        client
            .request("v1/raw")
            .header("Content-Type", "text/x")
            .PUT(BodyPublishers.ofString("abc"))
            .build();

    // When
    HttpResponse<String> response = client.send(request);

    // Then
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("location")).hasValue("/v1/raw");
    assertThat(response.headers().firstValue("content-type")).hasValue("text/x");
    assertThat(response.body()).isEqualTo("abc");
  }

  @Test
  void refusesOtherPathsAndMethods() throws Exception {
    // When
    HttpResponse<String> unknown = client.get("v1/proofs/a/b");
    HttpResponse<String> wrongMethod = client.send(client.request("v1/ask").DELETE().build());
    HttpResponse<String> noFunction = client.post("application/json", BodyPublishers.noBody());

    // Then
    EventsOverHttpTest.assertProblem(unknown, 404, "Not found");
    EventsOverHttpTest.assertProblem(wrongMethod, 405, "Method not allowed");
    assertThat(wrongMethod.headers().firstValue("allow")).hasValue("POST");
    EventsOverHttpTest.assertProblem(noFunction, 404, "Not found");
  }

  @Test
  void answersHeadLikeGetWithoutABody() throws Exception {
    // When
    HttpResponse<String> response = client.send(client.request("v1/proofs/m").HEAD().build());

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void pieceOfABodyIsSeenBeforeTheNextIsMade() throws Exception {
    try (RunningFunction streams = FunctionApplication.start(new Streams(), Map.of("PORT", "0"));
        HttpClient http = HttpClient.newHttpClient()) {
      // When
      HttpResponse<InputStream> response =
          http.send(
              HttpRequest.newBuilder(streams.uri().resolve("/v1/pieces")).build(),
              BodyHandlers.ofInputStream());

      // Then
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        assertThat(lines.readLine()).isEqualTo("one");
        Streams.SEEN.countDown();
        assertThat(lines.readLine()).isEqualTo("two");
        assertThat(lines.readLine()).isNull();
      }
    }
  }

  @Test
  void bodyThatCannotBeFinishedIsSeenToBeCutOff() throws Exception {
    try (RunningFunction streams = FunctionApplication.start(new Streams(), Map.of("PORT", "0"));
        HttpClient http = HttpClient.newHttpClient()) {
      assertThatIOException()
          .isThrownBy(
              () ->
                  http.send(
                      HttpRequest.newBuilder(streams.uri().resolve("/v1/broken")).build(),
                      BodyHandlers.ofString()));
    }
  }

  @Test
  void startsWithNeitherTwoOfAPathNorNothing() {
    assertThatThrownBy(() -> FunctionApplication.start(new Twice(), Map.of("PORT", "0")))
        .hasMessageContaining("two endpoints for GET /v1/proofs/{");
    assertThatThrownBy(() -> FunctionApplication.start(new Nothing(), Map.of("PORT", "0")))
        .hasMessage("expected a function bean or an Endpoint bean, found neither");
  }

  private static HttpResponse<String> ask(String json) throws Exception {
    return client.send(client.request("v1/ask").POST(BodyPublishers.ofString(json)).build());
  }
}
