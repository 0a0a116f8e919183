// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mneme.contract.Problem;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.batch.Outcomes;
import dev.mneme.source.deadletter.Reason;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the source makes of answers, over a real connection. */
class AnswerTest {
  private static final CloudEvent ONE = Messages.text("ada", "1");
  private static final CloudEvent TWO = Messages.text("ben", "2");

  private HttpServer function;

  @BeforeEach
  void startFunction() throws IOException {
    function = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    function.start();
  }

  @AfterEach
  void stopFunction() {
    function.stop(0);
  }

  @Test
  void noContentMeansNoReplies() throws Exception {
    // Given
    answer(204, Map.of(), "");

    // When / Then
    assertThat(sink().post(ONE)).isEqualTo(new Verdict.Accepted(List.of()));
  }

  @Test
  void aBinaryEventIsOneReply() throws Exception {
    // Given
    answer(
        200,
        Map.of("ce-specversion", "1.0", "ce-id", "r", "ce-source", "/f", "ce-type", "t"),
        "payload");

    // When
    Verdict verdict = sink().post(ONE);

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    assertThat(((Verdict.Accepted) verdict).replies())
        .singleElement()
        .satisfies(reply -> assertThat(reply.getId()).isEqualTo("r"));
  }

  @Test
  void aBatchOfEventsIsSeveralReplies() throws Exception {
    // Given
    answer(
        200,
        Map.of("content-type", EventBatch.MEDIA_TYPE),
        new String(EventBatch.write(List.of(ONE, TWO)), StandardCharsets.UTF_8));

    // When
    Verdict verdict = sink().post(ONE);

    // Then
    assertThat(((Verdict.Accepted) verdict).replies()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void passingTroubleIsTriedAgain(int status) throws Exception {
    // Given
    answer(status, Map.of("retry-after", "7"), "busy");

    // When / Then
    assertThat(sink().post(ONE))
        .isEqualTo(new Verdict.Retry(status, "busy", Duration.ofSeconds(7)));
  }

  @Test
  void retryAfterMayBeADate() throws Exception {
    // Given
    ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).plusHours(1);
    answer(503, Map.of("retry-after", DateTimeFormatter.RFC_1123_DATE_TIME.format(then)), "");

    // When
    Verdict.Retry retry = (Verdict.Retry) sink().post(ONE);

    // Then
    assertThat(retry.retryAfter()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 404, 413, 415, 422})
  void otherStatusesAreTerminal(int status) throws Exception {
    // Given
    answer(status, Map.of(), "no");

    // When / Then
    assertThat(sink().post(ONE)).isEqualTo(new Verdict.Refused(Reason.REFUSED, status, "no"));
  }

  @Test
  void garbageInsteadOfAReplyIsAnInvalidReply() throws Exception {
    // Given
    answer(200, Map.of("content-type", "text/html"), "<html>");

    // When
    Verdict verdict = sink().post(ONE);

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    assertThat(((Verdict.Refused) verdict).reason()).isEqualTo(Reason.INVALID_REPLY);
    assertThat(((Verdict.Refused) verdict).detail()).contains("<html>");
  }

  @Test
  void noAnswerIsTriedAgain() throws Exception {
    // Given
    URI nobody = uri();
    function.stop(0);

    // When
    Verdict verdict = sink(nobody).post(ONE);

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Retry.class);
    assertThat(((Verdict.Retry) verdict).status()).isNull();
  }

  @Test
  void eachEventOfABatchHasItsOwnOutcome() throws Exception {
    // Given
    byte[] outcomes =
        Outcomes.write(
            List.of(ONE, TWO),
            List.of(
                new Outcome.Refused(Problem.of(422, "Invalid event", "bad")),
                Outcome.later("store is down", Duration.ofSeconds(3))));
    answer(
        200,
        Map.of("content-type", Outcomes.MEDIA_TYPE),
        new String(outcomes, StandardCharsets.UTF_8));

    // When
    List<Verdict> verdicts = sink().post(List.of(ONE, TWO));

    // Then
    assertThat(verdicts)
        .containsExactly(
            new Verdict.Refused(Reason.REFUSED, 422, "bad"),
            new Verdict.Retry(503, "store is down", Duration.ofSeconds(3)));
  }

  @Test
  void repliesToABatchWithoutOutcomesGoWithTheEventsOfTheirUsers() throws Exception {
    // Given
    CloudEvent again = Messages.text("ada", "3");
    CloudEvent toAda = Messages.text("ada", "reply to 1 and 3");
    CloudEvent toBen = Messages.text("ben", "reply to 2");
    answer(
        200,
        Map.of("content-type", EventBatch.MEDIA_TYPE),
        new String(EventBatch.write(List.of(toBen, toAda)), StandardCharsets.UTF_8));

    // When
    List<Verdict> verdicts = sink().post(List.of(ONE, again, TWO));

    // Then
    assertThat(verdicts)
        .extracting(verdict -> (Verdict.Accepted) verdict)
        .allMatch(Verdict.Accepted::together)
        .extracting(accepted -> accepted.replies().stream().map(CloudEvent::getId).toList())
        .containsExactly(List.of(), List.of(toAda.getId()), List.of(toBen.getId()));
  }

  @Test
  void outcomesForOtherEventsAreAnInvalidReply() throws Exception {
    // Given
    byte[] outcomes = Outcomes.write(List.of(TWO), List.of(Outcome.done()));
    answer(
        200,
        Map.of("content-type", Outcomes.MEDIA_TYPE),
        new String(outcomes, StandardCharsets.UTF_8));

    // When
    List<Verdict> verdicts = sink().post(List.of(ONE, TWO));

    // Then
    assertThat(verdicts)
        .hasSize(2)
        .allSatisfy(
            v -> assertThat(((Verdict.Refused) v).reason()).isEqualTo(Reason.INVALID_REPLY));
  }

  private Sink sink() {
    return sink(uri());
  }

  private static Sink sink(URI function) {
    return new Sink(
        HttpClient.newHttpClient(), function, Duration.ofSeconds(20), Unwatched.route());
  }

  private URI uri() {
    return URI.create("http://localhost:" + function.getAddress().getPort() + "/");
  }

  private void answer(int status, Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    function.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
              exchange.getResponseBody().write(bytes);
            }
          }
        });
  }
}
