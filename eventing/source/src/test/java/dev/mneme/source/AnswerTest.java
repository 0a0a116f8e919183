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
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the source makes of answers, over a real connection. */
class AnswerTest {
  private static final CloudEvent ONE = Messages.text("ada", "1");
  private static final CloudEvent TWO = Messages.text("ben", "2");

  private static final Duration LEFT = Duration.ofSeconds(20);
  private static final Deadlines DEADLINES = new Deadlines();
  private static final int LARGEST = 1_000;

  private HttpServer function;

  @AfterAll
  static void endDeadlines() {
    DEADLINES.close();
  }

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
    assertThat(sink().post(ONE, LEFT)).isEqualTo(new Verdict.Accepted(List.of()));
  }

  @Test
  void aBinaryEventIsOneReply() throws Exception {
    // Given
    answer(
        200,
        Map.of("ce-specversion", "1.0", "ce-id", "r", "ce-source", "/f", "ce-type", "t"),
        "payload");

    // When
    Verdict verdict = sink().post(ONE, LEFT);

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
    Verdict verdict = sink().post(ONE, LEFT);

    // Then
    assertThat(((Verdict.Accepted) verdict).replies()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void passingTroubleIsTriedAgain(int status) throws Exception {
    // Given
    answer(status, Map.of("retry-after", "7"), "busy");

    // When / Then
    assertThat(sink().post(ONE, LEFT))
        .isEqualTo(new Verdict.Retry(status, "busy", Duration.ofSeconds(7)));
  }

  @Test
  void retryAfterMayBeADate() throws Exception {
    // Given
    ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).plusHours(1);
    answer(503, Map.of("retry-after", DateTimeFormatter.RFC_1123_DATE_TIME.format(then)), "");

    // When
    Verdict.Retry retry = (Verdict.Retry) sink().post(ONE, LEFT);

    // Then
    assertThat(retry.retryAfter()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 404, 413, 415, 422})
  void otherStatusesAreTerminal(int status) throws Exception {
    // Given
    answer(status, Map.of(), "no");

    // When / Then
    assertThat(sink().post(ONE, LEFT)).isEqualTo(new Verdict.Refused(Reason.REFUSED, status, "no"));
  }

  @Test
  void garbageInsteadOfAReplyIsAnInvalidReply() throws Exception {
    // Given
    answer(200, Map.of("content-type", "text/html"), "<html>");

    // When
    Verdict verdict = sink().post(ONE, LEFT);

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    assertThat(((Verdict.Refused) verdict).reason()).isEqualTo(Reason.INVALID_REPLY);
    assertThat(((Verdict.Refused) verdict).detail()).contains("<html>");
  }

  @Test
  void anAnswerThatIsTooLargeIsAnInvalidReply() throws Exception {
    // Given
    answer(200, Map.of("content-type", EventBatch.MEDIA_TYPE), "[" + " ".repeat(LARGEST) + "]");

    // When
    Verdict.Refused refused = (Verdict.Refused) sink().post(ONE, LEFT);

    // Then
    assertThat(refused.reason()).isEqualTo(Reason.INVALID_REPLY);
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.detail()).startsWith("answer of more than 1000 bytes: [");
  }

  @Test
  void aLongExplanationIsCutAndStaysWhatItIs() throws Exception {
    // Given
    answer(503, Map.of("retry-after", "7"), "busy".repeat(100_000));

    // When
    Verdict.Retry retry = (Verdict.Retry) sink().post(ONE, LEFT);

    // Then
    assertThat(retry.status()).isEqualTo(503);
    assertThat(retry.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(retry.detail()).hasSize(2_000).startsWith("busybusy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "\u0000\u0001 not HTTP at all\r\n\r\n",
        ""
      })
  void whatIsNoWholeAnswerIsTriedAgain(String sent) throws Exception {
    // Given
    try (Cut cut = new Cut(sent)) {
      // When
      Verdict verdict = sink(cut.uri()).post(ONE, LEFT);

      // Then
      assertThat(verdict).isInstanceOf(Verdict.Retry.class);
      assertThat(((Verdict.Retry) verdict).status()).isNull();
      assertThat(((Verdict.Retry) verdict).detail())
          .startsWith("no answer")
          .as("noticed when the connection ends")
          .doesNotContain("deadline");
    }
  }

  @Test
  void anAnswerThatDoesNotComeIsNotAwaitedBeyondWhatIsLeft() throws Exception {
    // Given
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");

      // When
      Verdict verdict = sink(uri).post(ONE, Duration.ofMillis(200));

      // Then
      assertThat(verdict).isInstanceOf(Verdict.Retry.class);
      assertThat(((Verdict.Retry) verdict).detail()).contains("the deadline has passed");
    }
  }

  @Test
  void noAnswerIsTriedAgain() throws Exception {
    // Given
    URI nobody = uri();
    function.stop(0);

    // When
    Verdict verdict = sink(nobody).post(ONE, LEFT);

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
    List<Verdict> verdicts = sink().post(List.of(ONE, TWO), LEFT);

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
    List<Verdict> verdicts = sink().post(List.of(ONE, again, TWO), LEFT);

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
    List<Verdict> verdicts = sink().post(List.of(ONE, TWO), LEFT);

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
        FunctionClient.create(Optional.empty()), function, DEADLINES, LARGEST, Unwatched.route());
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
