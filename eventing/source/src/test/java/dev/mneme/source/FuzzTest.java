// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.JsonEvents;
import dev.mneme.contract.batch.Outcomes;
import dev.mneme.source.deadletter.DeadLetter;
import dev.mneme.topology.Route;
import io.cloudevents.CloudEvent;
import io.nats.client.Message;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random bytes in place of events, and random bytes in place of answers. */
class FuzzTest extends AbstractSourceTest {
  private static final int MESSAGES = 3_000;
  private static final int EVENTS = 400;
  private static final int USERS = 5;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<String> NAMES =
      List.of(
          "ce-id",
          "ce-type",
          "ce-source",
          "ce-specversion",
          "ce-time",
          "ce-subject",
          "ce-tenant",
          "ce-userid",
          "ce-partitionkey",
          "ce-datacontenttype",
          "ce-",
          "ce-UPPER",
          "ce-a_b",
          "Content-Type",
          "x",
          "Mneme-Dead-Letter",
          "Mneme-Unreadable-Headers");

  private final long seed = Long.getLong("mneme.fuzz.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @BeforeEach
  void sayTheSeed() throws Exception {
    System.out.println("fuzz with -Dmneme.fuzz.seed=" + seed);
    // A busy machine must not look like a lost lease: each message is delivered once.
    management.addOrUpdateConsumer(
        STREAM,
        ConsumerConfiguration.builder()
            .durable("classify")
            .ackPolicy(AckPolicy.Explicit)
            .ackWait(LIMIT)
            .build());
  }

  @Test
  void everyMessageIsAcceptedOrOneDeadLetterAndEventsInBetweenKeepTheirOrder() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 204, ""));

    // When
    int valid = 0;
    try (RawPublisher raw = new RawPublisher(server.url())) {
      for (int i = 0; i < MESSAGES; i++) {
        if (random.nextInt(4) == 0) {
          connection.publish(Messages.publishable(Messages.text("user" + i % USERS, "v" + i)));
          valid++;
        } else {
          garbage("mneme.in.text.captured.acme.user" + i % USERS, raw);
        }
      }
    }
    connection.flush(LIMIT);
    publish(Messages.text("user0", "v" + MESSAGES));

    // Then
    long total = management.getStreamInfo(STREAM).getStreamState().getLastSequence();
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(count(STREAM)).as("seed %d", seed).isZero());
    Set<Long> ended = endedOnce();
    assertThat(function.asked()).as("seed %d", seed).hasSize((int) total - ended.size());
    assertThat(total).isGreaterThan(MESSAGES / 2);
    for (int user = 0; user < USERS; user++) {
      assertThat(ids(user)).as("seed %d, user %d", seed, user).isSorted();
    }
    assertThat(function.asked().stream().filter(FuzzTest::valid)).hasSize(valid + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void whateverTheFunctionAnswersEveryEventIsAcceptedOrOneDeadLetter(int batch) throws Exception {
    // Given
    HttpServer liar =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    liar.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    liar.createContext("/", this::lie);
    liar.start();
    Route route =
        new Route(
            "classify",
            STREAM,
            List.of("classify"),
            route().consumes(),
            route().replies(),
            route().concurrency(),
            64,
            3,
            Duration.ofSeconds(5),
            new Route.Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
            new Route.Batch(batch, 1 << 20, Duration.ZERO),
            List.of(),
            null);
    URI uri = URI.create("http://localhost:" + liar.getAddress().getPort() + "/");

    // When
    for (int i = 0; i < EVENTS; i++) {
      connection.publish(Messages.publishable(Messages.text("user" + i % 50, "" + i)));
    }
    startSource(route, uri);

    // Then
    try {
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(count(STREAM)).as("seed %d", seed).isZero());
      assertThat(endedOnce()).as("seed %d", seed).hasSizeBetween(EVENTS / 10, EVENTS);
    } finally {
      liar.stop(0);
    }
  }

  private void garbage(String subject, RawPublisher raw) throws IOException {
    switch (random.nextInt(8)) {
      case 0 -> connection.publish(subject, bytes(random.nextInt(200)));
      case 1 -> raw.publish(subject, bytes(1 + random.nextInt(100)), bytes(random.nextInt(50)));
      case 2 -> raw.publish(subject, mangled(), bytes(random.nextInt(50)));
      case 3 -> connection.publish(structured(subject, true));
      case 4 -> connection.publish(structured(subject, false));
      case 5 -> connection.publish(subject, new byte[0]);
      case 6 -> connection.publish(randomHeaders(subject));
      default -> {
        if (random.nextInt(50) == 0) {
          connection.publish(huge(subject));
        } else {
          connection.publish(randomHeaders(subject));
        }
      }
    }
  }

  private byte[] mangled() {
    byte[] headers =
        Messages.publishable(Messages.text("ada", "m")).getHeaders().getSerialized().clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      headers[random.nextInt(headers.length)] = (byte) random.nextInt(256);
    }
    return headers;
  }

  private Message structured(String subject, boolean truncated) {
    byte[] json = new JsonEvents().serialize(Messages.text("ada", "s"));
    byte[] sent = truncated ? Arrays.copyOf(json, random.nextInt(json.length)) : json;
    for (int changes = random.nextInt(3); changes > 0 && sent.length > 0; changes--) {
      sent[random.nextInt(sent.length)] = (byte) random.nextInt(256);
    }
    return message(
        subject, new Headers().put("Content-Type", "application/cloudevents+json"), sent);
  }

  private Message randomHeaders(String subject) {
    Headers headers = new Headers(Messages.publishable(Messages.text("ada", "h")).getHeaders());
    headers.remove("Nats-Msg-Id");
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      if (random.nextInt(4) == 0) {
        headers.remove(name);
      } else {
        headers.put(name, text(random.nextInt(20)));
      }
    }
    return message(subject, headers, bytes(random.nextInt(50)));
  }

  private Message huge(String subject) {
    Headers headers = new Headers();
    if (random.nextBoolean()) {
      headers.put("ce-long", "x".repeat(50_000 + random.nextInt(15_000)));
    }
    return message(subject, headers, bytes(900_000 + random.nextInt(80_000)));
  }

  private static Message message(String subject, Headers headers, byte[] data) {
    return NatsMessage.builder().subject(subject).headers(headers).data(data).build();
  }

  private void lie(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] asked = exchange.getRequestBody().readAllBytes();
      int kind = random.nextInt(12);
      if (kind == 0) {
        return;
      }
      List<String> types =
          List.of(
              Outcomes.MEDIA_TYPE,
              EventBatch.MEDIA_TYPE,
              "application/cloudevents+json",
              "application/json",
              "text/html",
              "",
              ";;;");
      exchange
          .getResponseHeaders()
          .set("Content-Type", kind < 6 ? types.get(random.nextInt(types.size())) : text(10));
      if (random.nextInt(3) == 0) {
        exchange.getResponseHeaders().set("ce-specversion", random.nextBoolean() ? "1.0" : text(3));
        exchange.getResponseHeaders().set("ce-id", text(5));
      }
      if (random.nextInt(3) == 0) {
        List<String> waits = List.of("0", "-1", "soon", "99999999999999999999", "1e3", "", "9999");
        exchange.getResponseHeaders().set("Retry-After", waits.get(random.nextInt(waits.size())));
      }
      List<Integer> statuses = List.of(200, 200, 200, 202, 204, 302, 400, 404, 422, 429, 500, 503);
      int status = statuses.get(random.nextInt(statuses.size()));
      byte[] body = status == 204 ? new byte[0] : body(asked);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange
            .getResponseBody()
            .write(body, 0, random.nextInt(8) == 0 ? body.length / 2 : body.length);
      }
    }
  }

  /** Random bytes, outcomes that are cut or changed, or what was asked. */
  private byte[] body(byte[] asked) {
    String outcomes =
        "[{\"id\":\"0\",\"source\":\"/test\",\"status\":%d,\"replies\":[{}],\"retryAfter\":%d}]"
            .formatted(random.nextInt(700), random.nextLong());
    return switch (random.nextInt(5)) {
      case 0 -> bytes(random.nextInt(100));
      case 1 -> outcomes.substring(random.nextInt(10)).getBytes(StandardCharsets.UTF_8);
      case 2 -> outcomes.getBytes(StandardCharsets.UTF_8);
      case 3 -> asked;
      default -> new byte[0];
    };
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Printable ASCII, with more of what has a meaning somewhere. */
  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(
          random.nextInt(3) == 0
              ? "%\"\\{}[]:;,".charAt(random.nextInt(10))
              : (char) (' ' + random.nextInt('~' - ' ')));
    }
    return text.toString();
  }

  /** Sequences of the events that became dead letters, none of which is there twice. */
  private Set<Long> endedOnce() throws Exception {
    Set<Long> ended = new HashSet<>();
    for (long letter = 1; letter <= count(DEAD); letter++) {
      MessageInfo stored = management.getMessage(DEAD, letter);
      DeadLetter record =
          DeadLetter.of(
              NatsMessage.builder()
                  .subject(stored.getSubject())
                  .headers(stored.getHeaders())
                  .build());
      assertThat(ended.add(record.sequence())).as("seed %d, %s", seed, record).isTrue();
    }
    return ended;
  }

  private List<Integer> ids(int user) {
    Predicate<CloudEvent> his = event -> ("user" + user).equals(event.getExtension("userid"));
    return function.asked().stream()
        .filter(his.and(FuzzTest::valid))
        .map(event -> Integer.valueOf(event.getId().substring(1)))
        .toList();
  }

  private static boolean valid(CloudEvent event) {
    return event.getId().matches("v\\d+");
  }
}
