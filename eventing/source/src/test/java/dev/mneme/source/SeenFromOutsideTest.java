// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.after;
import static dev.mneme.source.ScriptedFunction.reply;
import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a source between a real server and a real function lets be seen of itself. */
class SeenFromOutsideTest extends AbstractSourceTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void countsDeliveriesByOutcome() throws Exception {
    // Given
    AtomicInteger troubles = new AtomicInteger(1);
    start(
        (event, exchange) -> {
          switch (event.getId()) {
            case "troubled" -> status(exchange, troubles.getAndDecrement() > 0 ? 503 : 204, "");
            case "refused" -> status(exchange, 422, "no");
            default -> reply(exchange, classified(event).getFirst());
          }
        });

    // When
    publish(Messages.text("ada", "plain"));
    publish(Messages.text("bea", "troubled"));
    publish(Messages.text("cyd", "refused"));
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());

    // Then
    await()
        .untilAsserted(
            () -> {
              Scrape scrape = scrape();
              assertThat(scrape.value("deliveries_total", "outcome=\"accepted\",", "\"2xx\""))
                  .isEqualTo(2);
              assertThat(scrape.value("deliveries_total", "outcome=\"retried\",", "\"5xx\""))
                  .isEqualTo(1);
              assertThat(scrape.value("deliveries_total", "outcome=\"dead-letter\",", "\"4xx\""))
                  .isEqualTo(1);
              assertThat(scrape.value("dead_letters_total", "reason=\"refused\"")).isEqualTo(1);
              assertThat(scrape.value("dead_letters_total", "reason=\"undecodable\"")).isZero();
              assertThat(scrape.value("attempts_total")).isEqualTo(4);
              assertThat(scrape.value("replies_total")).isEqualTo(1);
              assertThat(scrape.value("requests_seconds_count", "status=\"2xx\"")).isEqualTo(2);
              assertThat(scrape.value("publish_to_outcome_seconds_count", "\"accepted\""))
                  .isEqualTo(2);
              assertThat(
                      scrape.value(
                          "publish_to_outcome_seconds_bucket", "\"dead-letter\"", "\"86400.0\""))
                  .isEqualTo(1);
              assertThat(scrape.value("in_flight_requests")).isZero();
              assertThat(scrape.value("held_events")).isZero();
            });
  }

  @Test
  void showsWhatIsHeldAndHowOldItIs() throws Exception {
    // Given
    CountDownLatch finish = new CountDownLatch(1);
    start(after(finish));

    // When
    publish(Messages.text("ada", "1"));
    publish(Messages.text("ada", "2"));

    // Then
    await()
        .untilAsserted(
            () -> {
              Scrape scrape = scrape();
              assertThat(scrape.value("in_flight_requests")).isEqualTo(1);
              assertThat(scrape.value("held_events")).isEqualTo(2);
              assertThat(scrape.value("oldest_age_seconds")).isPositive();
              assertThat(scrape.value("concurrency_limit_requests")).isPositive();
              assertThat(scrape.value("owned_consumers")).isEqualTo(1);
              assertThat(scrape.value("configured_consumers")).isEqualTo(1);
              assertThat(scrape.value("lease_extensions_total")).isPositive();
              assertThat(scrape.value("lag_events")).isGreaterThanOrEqualTo(0);
            });
    finish.countDown();
    await().untilAsserted(() -> assertThat(scrape().value("oldest_age_seconds")).isZero());
  }

  @Test
  void showsWhatIsSetAside() throws Exception {
    // Given
    CountDownLatch finish = new CountDownLatch(1);
    start(after(finish));
    int window = route().window();

    // When
    IntStream.range(0, 3 * window).forEach(i -> publish(Messages.text("ada", "" + i)));

    // Then
    await()
        .untilAsserted(
            () -> {
              Scrape scrape = scrape();
              assertThat(scrape.value("held_events")).isBetween(1.0, (double) window);
              assertThat(scrape.value("set_aside_events")).isPositive();
            });
    finish.countDown();
    await().untilAsserted(() -> assertThat(scrape().value("set_aside_events")).isZero());
  }

  @Test
  void aConsumerThatIsNoLongerOwnedHasNoGauges() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 204, ""));
    await().untilAsserted(() -> assertThat(scrape().value("owned_consumers")).isEqualTo(1));

    // When
    sources.pop().stop(Duration.ofSeconds(5));

    // Then
    Scrape scrape = scrape();
    assertThat(scrape.value("owned_consumers")).isZero();
    assertThat(scrape.names()).doesNotContain("mneme_source_lag_events");
  }

  @Test
  void showsWhetherItIsConnected() throws Exception {
    // Given
    assertThat(scrape().value("connected")).isZero();
    try (Connection another = Nats.connect(server.url())) {
      metrics.connection(another);
      assertThat(scrape().value("connected")).isEqualTo(1);

      // When
      another.forceReconnect();

      // Then
      await()
          .untilAsserted(
              () -> {
                assertThat(scrape().value("connected")).isEqualTo(1);
                assertThat(scrape().value("reconnects_total")).isEqualTo(1);
              });
    }
    assertThat(scrape().value("connected")).isZero();
  }

  @Test
  void theTraceTravelsToTheFunctionAndToReplies() throws Exception {
    // Given
    Map<String, String> headers = new ConcurrentHashMap<>();
    start(
        (event, exchange) -> {
          for (String name : new String[] {"traceparent", "tracestate", "ce-traceparent"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
              headers.put(name, value);
            }
          }
          CloudEvent classified = classified(event).getFirst();
          reply(
              exchange, CloudEventBuilder.from(classified).withoutExtension("traceparent").build());
        });

    // When
    publish(traced(TRACE));

    // Then
    await().untilAsserted(() -> assertThat(count(REPLIES)).isEqualTo(1));
    assertThat(headers)
        .containsEntry("traceparent", TRACE)
        .containsEntry("ce-traceparent", TRACE)
        .containsEntry("tracestate", "vendor=1");
    Headers stored = management.getMessage(REPLIES, 1).getHeaders();
    assertThat(stored.getFirst("ce-traceparent")).isEqualTo(TRACE);
    assertThat(stored.getFirst("ce-tracestate")).isEqualTo("vendor=1");
  }

  @Test
  void aMalformedTraceIsDroppedAndTheEventIsNot() throws Exception {
    // Given
    Map<String, CloudEvent> asked = new ConcurrentHashMap<>();
    start(
        (event, exchange) -> {
          asked.put(exchange.getRequestHeaders().containsKey("traceparent") ? "yes" : "no", event);
          reply(exchange, classified(event).getFirst());
        });

    // When
    publish(traced("00-nonsense"));

    // Then
    await().untilAsserted(() -> assertThat(count(REPLIES)).isEqualTo(1));
    assertThat(asked).containsOnlyKeys("no");
    assertThat(asked.values())
        .allSatisfy(
            event ->
                assertThat(event.getExtensionNames()).doesNotContain("traceparent", "tracestate"));
    assertThat(management.getMessage(REPLIES, 1).getHeaders().getFirst("ce-traceparent")).isNull();
  }

  @Test
  void eachEventThatEndsIsOneLine() throws Exception {
    // Given
    try (CapturedLog log = new CapturedLog()) {
      start(
          (event, exchange) ->
              status(exchange, event.getId().equals("1") ? 204 : 422, "ada's secret"));

      // When
      publish(traced(TRACE));
      publish(Messages.text("ada", "2"));
      await().until(() -> log.outcomes().size() == 2);

      // Then
      assertThat(log.outcomes().getFirst())
          .matches(
              "event outcome=accepted route=classify sequence=1 tenant=acme user=[0-9a-f]{16} id=1"
                  + " type=dev\\.mneme\\.text\\.captured\\.v1 attempts=1 replies=0 age_ms=\\d+"
                  + " traceparent="
                  + TRACE);
      assertThat(log.outcomes().getLast())
          .matches(
              "event outcome=dead-letter route=classify sequence=2 tenant=acme user=[0-9a-f]{16}"
                  + " id=2 type=dev\\.mneme\\.text\\.captured\\.v1 reason=refused status=422"
                  + " attempts=1 age_ms=\\d+");
      assertThat(log.all()).doesNotContain("secret", "user=ada", "memory-1");
    }
  }

  @Test
  void noAttributeCanForgeALine() throws Exception {
    // Given
    String event =
        """
        {"specversion":"1.0","id":"1\\n[main] INFO x - event outcome=accepted route=forged",
         "source":"/test","type":"x\\" outcome=accepted \\u2028","tenant":"acme","userid":"ada"}
        """;
    try (CapturedLog log = new CapturedLog()) {
      start((asked, exchange) -> status(exchange, 204, ""));

      // When
      connection
          .jetStream()
          .publish(
              NatsMessage.builder()
                  .subject("mneme.in.text.captured.acme.ada")
                  .headers(new Headers().put("content-type", "application/cloudevents+json"))
                  .data(event)
                  .build());
      await().until(() -> !log.outcomes().isEmpty());

      // Then
      assertThat(log.outcomes()).hasSize(1);
      assertThat(log.outcomes().getFirst())
          .contains(
              "id=\"1\\u000a[main] INFO x - event outcome=accepted route=forged\"",
              "type=\"x\\\" outcome=accepted \\u2028\"");
    }
  }

  private static CloudEvent traced(String parent) {
    return CloudEventBuilder.from(Messages.text("ada", "1"))
        .withExtension("traceparent", parent)
        .withExtension("tracestate", "vendor=1")
        .build();
  }

  private Scrape scrape() throws Exception {
    try (Probes probes = new Probes(0, metrics)) {
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://localhost:" + probes.port() + "/metrics"))
                      .build(),
                  BodyHandlers.ofString(StandardCharsets.UTF_8));
      assertThat(page.statusCode()).isEqualTo(200);
      return new Scrape(page.body());
    }
  }
}
