// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.reply;
import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.EventType;
import dev.mneme.contract.Replies;
import dev.mneme.source.deadletter.DeadLetter;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.nats.client.Message;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One record for each end, whatever stands in its way. */
class DeadLetterPathsTest extends AbstractSourceTest {
  private static final String SUBJECT = "mneme.in.text.captured.acme.ada";

  @Test
  void firstIsWhenTheEventWasStoredAndLastWhenItWasGivenUp() throws Exception {
    // Given
    AtomicInteger asked = new AtomicInteger();
    start((event, exchange) -> status(exchange, asked.incrementAndGet() < 3 ? 503 : 400, "no"));

    // When
    publish(Messages.text("ada", "1"));
    Instant stored = management.getMessage(STREAM, 1).getTime().toInstant();

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    Instant kept = management.getMessage(DEAD, 1).getTime().toInstant();
    assertThat(record.first()).isEqualTo(stored);
    assertThat(record.last()).isAfter(stored).isBeforeOrEqualTo(kept);
    assertThat(record.attempts()).isEqualTo(3);
    assertThat(record.deliveries()).isEqualTo(1);
    assertThat(record.stream()).isEqualTo(STREAM);
    assertThat(record.sequence()).isEqualTo(1);
    assertThat(record.subject()).isEqualTo(SUBJECT);
    assertThat(record.headerBytes()).isZero();
  }

  @Test
  void aPassedDeadlineMakesADeadLetter() throws Exception {
    // Given: a function that wants to be left alone until long after the deadline
    start(
        (event, exchange) -> {
          exchange.getResponseHeaders().set("Retry-After", "" + Long.MAX_VALUE);
          status(exchange, 429, "later");
        });

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("deadline-passed");
    assertThat(record.status()).isEqualTo(429);
    assertThat(record.detail()).isEqualTo("later");
    assertThat(record.attempts()).isEqualTo(1);
  }

  @Test
  void anInvalidEnvelopeMakesADeadLetter() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 204, ""));
    Headers headers = new Headers(Messages.publishable(Messages.text("ada", "1")).getHeaders());
    headers.put("ce-subject", "a%00b");

    // When
    connection.jetStream().publish(NatsMessage.builder().subject(SUBJECT).headers(headers).build());

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("invalid-event");
    assertThat(record.detail()).startsWith("subject: expected text of 1 to 256 characters");
    assertThat(function.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "{\"specversion\":\"1.0\"}", "{\"id\":1,\"id\":{}}"})
  void badStructuredJsonMakesADeadLetter(String json) throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 204, ""));

    // When
    connection
        .jetStream()
        .publish(
            NatsMessage.builder()
                .subject(SUBJECT)
                .headers(new Headers().put("Content-Type", "application/cloudevents+json"))
                .data(json.getBytes(StandardCharsets.UTF_8))
                .build());

    // Then
    Message dead = deadLetter();
    assertThat(DeadLetter.of(dead).reason()).isEqualTo("undecodable");
    assertThat(new String(dead.getData(), StandardCharsets.UTF_8)).isEqualTo(json);
  }

  @Test
  void headersTooLongForARecordBesideThemGoIntoThePayload() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 422, "no"));
    CloudEvent event =
        CloudEventBuilder.v1(Messages.text("ada", "1"))
            .withExtension("long", "x".repeat(65_000))
            .build();

    // When
    publish(event);

    // Then
    Message dead = deadLetter();
    DeadLetter record = DeadLetter.of(dead);
    assertThat(record.headerBytes()).isBetween(65_000, 65_535);
    assertThat(dead.getHeaders().size()).isEqualTo(2);
    String payload = new String(dead.getData(), StandardCharsets.US_ASCII);
    assertThat(payload).startsWith("NATS/1.0\r\n").contains("ce-id:1\r\n");
    assertThat(payload.substring(record.headerBytes())).isEqualTo("{\"text\":\"1\"}");
  }

  static List<String> unreadable() {
    return List.of(
        "NATS/1.0\r\nce-subject: caf\u00e9\r\n\r\n",
        "NATS/1.0\r\nno colon\r\n\r\n",
        "not even headers");
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void headersThatNoClientReadsMakeADeadLetterAndHoldUpNobody(String headers) throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 204, ""));
    byte[] bytes = headers.getBytes(StandardCharsets.UTF_8);

    // When
    try (RawPublisher raw = new RawPublisher(server.url())) {
      raw.publish(SUBJECT, bytes, "body".getBytes(StandardCharsets.UTF_8));
    }
    publish(Messages.text("ben", "2"));

    // Then
    Message dead = deadLetter();
    DeadLetter record = DeadLetter.of(dead);
    assertThat(record.reason()).isEqualTo("undecodable");
    assertThat(record.headerBytes()).isEqualTo(bytes.length);
    assertThat(new String(dead.getData(), StandardCharsets.UTF_8)).isEqualTo(headers + "body");
    assertThat(function.asked()).extracting(CloudEvent::getId).containsExactly("2");
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void headersThatNoClientReadsMakeADeadLetterEvenWhereTheyWereSetAside(String headers)
      throws Exception {
    // Given: a window of four, and the message far behind it
    route = Routes.classify(1, 4, Routes.SINGLE, List.of());
    IntStream.range(0, 20).forEach(i -> publish(Messages.text("ada", "" + i)));
    try (RawPublisher raw = new RawPublisher(server.url())) {
      raw.publish(
          SUBJECT,
          headers.getBytes(StandardCharsets.UTF_8),
          "body".getBytes(StandardCharsets.UTF_8));
    }
    IntStream.range(20, 40).forEach(i -> publish(Messages.text("ada", "" + i)));
    CountDownLatch allHeld = new CountDownLatch(1);

    // When
    start(ScriptedFunction.after(allHeld));
    await().untilAsserted(() -> assertThat(pending()).isZero());
    allHeld.countDown();

    // Then
    Message dead = deadLetter();
    assertThat(DeadLetter.of(dead).reason()).isEqualTo("undecodable");
    assertThat(new String(dead.getData(), StandardCharsets.UTF_8)).endsWith("body");
    assertThat(function.asked())
        .extracting(CloudEvent::getId)
        .containsExactlyElementsOf(IntStream.range(0, 40).mapToObj(Integer::toString).toList());
  }

  private long pending() throws Exception {
    return management.getConsumerInfo(STREAM, "classify").getNumPending();
  }

  @Test
  void anyBodyOfTheFunctionMakesAnExcerptThatAHeaderCanHold() throws Exception {
    // Given
    byte[] body = new byte[5_000_000];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31);
    }
    start(
        (event, exchange) -> {
          exchange.sendResponseHeaders(422, body.length);
          exchange.getResponseBody().write(body);
        });

    // When
    publish(Messages.text("ada", "1"));

    // Then
    Message dead = deadLetter();
    assertThat(DeadLetter.of(dead).detail()).isNotEmpty().hasSizeLessThanOrEqualTo(2_000);
    assertThat(dead.getHeaders().getFirst(DeadLetter.HEADER))
        .hasSizeLessThanOrEqualTo(8_192)
        .matches("[ -~]+");
  }

  @Test
  void anEventThatAlmostFillsAMessageLosesOnlyTheExcerpt() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 422, "x".repeat(2_000)));
    byte[] data = new byte[Math.toIntExact(connection.getMaxPayload()) - 1_500];

    // When
    publish(
        CloudEventBuilder.v1(Messages.text("ada", "1"))
            .withData("application/octet-stream", data)
            .build());

    // Then
    Message dead = deadLetter();
    assertThat(DeadLetter.of(dead).reason()).isEqualTo("refused");
    assertThat(dead.getData()).isEqualTo(data);
  }

  @Test
  void aReplyThatNoStreamCouldHoldMakesADeadLetter() throws Exception {
    // Given
    start(
        (event, exchange) ->
            reply(
                exchange,
                CloudEventBuilder.v1(classified(event).getFirst())
                    .withData("application/octet-stream", new byte[2_000_000])
                    .build()));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("invalid-reply");
    assertThat(record.detail()).contains("expected at most 1048576");
    assertThat(count(REPLIES)).isZero();
  }

  @Test
  void aReplyThatItsStreamRefusesForItsSizeMakesADeadLetter() throws Exception {
    // Given
    StreamConfiguration replies = management.getStreamInfo(REPLIES).getConfiguration();
    management.updateStream(StreamConfiguration.builder(replies).maximumMessageSize(100).build());
    start((event, exchange) -> reply(exchange, classified(event).getFirst()));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("invalid-reply");
    assertThat(record.detail()).contains("message size exceeds maximum");
  }

  @Test
  void garbageAsAnAnswerMakesADeadLetter() throws Exception {
    // Given
    start(
        (event, exchange) -> {
          exchange.getResponseHeaders().set("Content-Type", "application/cloudevents+json");
          status(exchange, 200, "\u0000{]");
        });

    // When
    publish(Messages.text("ada", "1"));

    // Then
    assertThat(DeadLetter.of(deadLetter()).reason()).isEqualTo("invalid-reply");
  }

  @Test
  void aReplyOfAnotherTypeMakesADeadLetter() throws Exception {
    // Given
    start(
        (event, exchange) ->
            reply(
                exchange,
                Replies.of("classify", event)
                    .add(EventType.MEMORY_CLASSIFIED, "m", data())
                    .list()
                    .stream()
                    .map(r -> CloudEventBuilder.v1(r).withType("com.example.other").build())
                    .findFirst()
                    .orElseThrow()));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("invalid-reply");
    assertThat(record.detail()).contains("com.example.other");
  }

  @Test
  void aFullDeadLetterStreamKeepsTheEventUntilThereIsRoom() throws Exception {
    // Given
    StreamConfiguration room = management.getStreamInfo(DEAD).getConfiguration();
    management.updateStream(
        StreamConfiguration.builder(room).maxBytes(1).discardPolicy(DiscardPolicy.New).build());
    start((event, exchange) -> status(exchange, 422, "no"));
    publish(Messages.text("ada", "1"));
    publish(Messages.text("ada", "2"));

    // When
    await().until(() -> function.asked().size() == 1);
    await()
        .pollDelay(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(count(STREAM)).isEqualTo(2));
    assertThat(count(DEAD)).isZero();
    management.updateStream(room);

    // Then: both are recorded, in order, and nobody was asked a second time
    await().untilAsserted(() -> assertThat(count(DEAD)).isEqualTo(2));
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(record(1).sequence()).isEqualTo(1);
    assertThat(record(2).sequence()).isEqualTo(2);
    assertThat(record(1).attempts()).isEqualTo(1);
    assertThat(function.asked()).extracting(CloudEvent::getId).containsExactly("1", "2");
  }

  @Test
  void aMissingDeadLetterStreamKeepsTheEventUntilItIsThere() throws Exception {
    // Given
    management.deleteStream(DEAD);
    start((event, exchange) -> status(exchange, 422, "no"));
    publish(Messages.text("ada", "1"));
    connection.jetStream().publish("mneme.in.text.captured.acme.ben", new byte[] {1});

    // When
    await().until(() -> function.asked().size() == 1);
    await()
        .pollDelay(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(count(STREAM)).isEqualTo(2));
    stream(DEAD, "mneme.deadletter.*.*.*");

    // Then
    await().untilAsserted(() -> assertThat(count(DEAD)).isEqualTo(2));
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked()).hasSize(1);
  }

  private DeadLetter record(long sequence) throws Exception {
    var stored = management.getMessage(DEAD, sequence);
    return DeadLetter.of(
        NatsMessage.builder().subject(stored.getSubject()).headers(stored.getHeaders()).build());
  }
}
