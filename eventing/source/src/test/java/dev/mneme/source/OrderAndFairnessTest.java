// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.topology.Route;
import io.cloudevents.CloudEvent;
import io.nats.client.JetStreamSubscription;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.PublishAck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One event of a user at a time and in order, and no user behind another's backlog. */
class OrderAndFairnessTest extends AbstractSourceTest {
  @Test
  void keepsTheOrderOfAUserWhileAnEventIsTriedAgain() throws Exception {
    // Given
    AtomicInteger troubles = new AtomicInteger(2);
    start(
        (event, exchange) -> {
          boolean trouble = event.getId().equals("2") && troubles.getAndDecrement() > 0;
          status(exchange, trouble ? 503 : 204, "");
        });

    // When
    IntStream.rangeClosed(1, 4).forEach(i -> publish(Messages.text("ada", "" + i)));

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked())
        .extracting(CloudEvent::getId)
        .containsExactly("1", "2", "2", "2", "3", "4");
  }

  @Test
  void neverAsksAboutTwoEventsOfAUserAtOnce() throws Exception {
    // Given
    Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
    AtomicInteger overlaps = new AtomicInteger();
    start(
        (event, exchange) -> {
          String user = String.valueOf(event.getExtension("userid"));
          AtomicInteger mine = open.computeIfAbsent(user, key -> new AtomicInteger());
          if (mine.incrementAndGet() > 1) {
            overlaps.incrementAndGet();
          }
          mine.decrementAndGet();
          status(exchange, 204, "");
        });

    // When
    IntStream.range(0, 400).forEach(i -> publish(Messages.text("user" + i % 5, "" + i)));

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(overlaps).hasValue(0);
    for (int user = 0; user < 5; user++) {
      String name = "user" + user;
      assertThat(function.asked().stream().filter(e -> name.equals(e.getExtension("userid"))))
          .extracting(e -> Integer.parseInt(e.getId()))
          .isSorted()
          .hasSize(80);
    }
  }

  @Test
  void aQuietUserIsServedWhileANoisyOneHasTensOfThousandsWaiting() throws Exception {
    // Given
    int noisy = 20_000;
    route = Routes.classify(4, 256, new Route.Batch(64, 1 << 20, Duration.ZERO), List.of());
    CountDownLatch served = new CountDownLatch(1);
    script =
        (event, exchange) -> {
          served.countDown();
          status(exchange, 204, "");
        };
    function.onBatch(
        (events, exchange) -> {
          if (events.stream().anyMatch(event -> user(event).equals("quiet"))) {
            served.countDown();
          }
          served.await();
          status(exchange, 204, "");
        });
    List<CompletableFuture<PublishAck>> stored = new ArrayList<>();
    for (int i = 0; i < noisy; i++) {
      stored.add(
          connection
              .jetStream()
              .publishAsync(Messages.publishable(Messages.text("noisy", "" + i))));
    }
    stored.forEach(CompletableFuture::join);
    publish(Messages.text("quiet", "q"));

    // When
    startSource();
    served.await();

    // Then
    assertThat(function.asked().stream().filter(event -> user(event).equals("noisy")))
        .as("asked about the noisy user before the quiet one was served")
        .hasSizeLessThanOrEqualTo(64);
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked().stream().filter(event -> user(event).equals("noisy")))
        .extracting(event -> Integer.parseInt(event.getId()))
        .containsExactlyElementsOf(IntStream.range(0, noisy).boxed().toList());
    assertThat(count(DEAD)).isZero();
  }

  @Test
  void whatIsDeletedWhileItWaitsIsLeftOut() throws Exception {
    // Given
    route = Routes.classify(4, 16, Routes.SINGLE, List.of());
    CountDownLatch deleted = new CountDownLatch(1);
    IntStream.rangeClosed(1, 100).forEach(i -> publish(Messages.text("noisy", "" + i)));
    start(
        (event, exchange) -> {
          deleted.await();
          status(exchange, 204, "");
        });
    await().until(() -> management.getConsumerInfo(STREAM, "classify").getNumAckPending() == 100);

    // When
    management.deleteMessage(STREAM, 90);
    deleted.countDown();

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked())
        .extracting(event -> Integer.parseInt(event.getId()))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 100).filter(i -> i != 90).boxed().toList());
  }

  @Test
  void nothingOvertakesADeliveryThatWasLostOnItsWay() throws Exception {
    // Given
    startSource();
    publish(Messages.text("ada", "0"));
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    JetStreamSubscription thief =
        connection.jetStream().subscribe(null, PullSubscribeOptions.bind(STREAM, "classify"));
    thief.pull(1);
    connection.flush(Duration.ofSeconds(5));

    // When
    IntStream.rangeClosed(1, 9).forEach(i -> publish(Messages.text("ada", "" + i)));

    // Then
    assertThat(thief.nextMessage(Duration.ofSeconds(5))).as("lost for the source").isNotNull();
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked())
        .extracting(event -> Integer.parseInt(event.getId()))
        .isSorted()
        .contains(IntStream.rangeClosed(0, 9).boxed().toArray(Integer[]::new));
  }

  private static String user(CloudEvent event) {
    return String.valueOf(event.getExtension("userid"));
  }
}
