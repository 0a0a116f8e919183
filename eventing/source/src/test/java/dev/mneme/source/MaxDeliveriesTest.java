// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.after;
import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.source.deadletter.Advisories;
import dev.mneme.source.deadletter.DeadLetter;
import io.cloudevents.CloudEvent;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a message that the server will not deliver any more. */
class MaxDeliveriesTest extends AbstractSourceTest {
  private static final int MOST = 2;

  @BeforeEach
  void watchAdvisories() throws Exception {
    management.addStream(
        StreamConfiguration.builder()
            .name(Advisories.STREAM)
            .subjects("$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>")
            .storageType(StorageType.Memory)
            .build());
    management.addOrUpdateConsumer(
        Advisories.STREAM,
        ConsumerConfiguration.builder()
            .durable("deadletter-classify")
            .filterSubject("$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES." + STREAM + ".*")
            .ackPolicy(AckPolicy.Explicit)
            .ackWait(Duration.ofSeconds(2))
            .build());
    limitDeliveries("classify");
  }

  @AfterEach
  void forgetAdvisories() throws Exception {
    management.deleteStream(Advisories.STREAM);
  }

  @Test
  void aMessageThatAnotherProcessTookAndCrashedWithBecomesADeadLetter() throws Exception {
    // Given
    publish(Messages.text("ada", "1"));
    Instant stored = management.getMessage(STREAM, 1).getTime().toInstant();
    takeAndCrash();

    // When
    start((event, exchange) -> status(exchange, 204, ""));

    // Then
    Message dead = deadLetter();
    DeadLetter record = DeadLetter.of(dead);
    assertThat(record.reason()).isEqualTo("max-deliveries");
    assertThat(record.route()).isEqualTo("classify");
    assertThat(record.deliveries()).isEqualTo(MOST);
    assertThat(record.attempts()).isZero();
    assertThat(record.status()).isNull();
    assertThat(record.first()).isEqualTo(stored);
    assertThat(record.last()).isAfter(stored);
    assertThat(record.stream()).isEqualTo(STREAM);
    assertThat(record.sequence()).isEqualTo(1);
    assertThat(record.detail()).contains("2 times").contains("consumer classify");
    assertThat(dead.getHeaders().getFirst("ce-id")).isEqualTo("1");
    assertThat(function.asked()).isEmpty();
    await().untilAsserted(() -> assertThat(advisoriesWaiting()).isZero());
    assertThat(
            new Scrape(metrics.scrape()).value("dead_letters_total", "reason=\"max-deliveries\""))
        .isEqualTo(1);
  }

  @Test
  void aMessageThatIsGoneMeanwhileLeavesNothing() throws Exception {
    // Given
    publish(Messages.text("ada", "1"));
    takeAndCrash();
    management.deleteMessage(STREAM, 1);

    // When
    start((event, exchange) -> status(exchange, 204, ""));

    // Then
    await().untilAsserted(() -> assertThat(advisoriesWaiting()).isZero());
    assertThat(count(DEAD)).isZero();
  }

  @Test
  void aCrashAfterStoringTheRecordLeavesOneRecordAndNoMessage() throws Exception {
    // Given
    publish(Messages.text("ada", "1"));
    takeAndCrash();
    AtomicInteger removals = new AtomicInteger();
    JetStreamManagement crashing =
        (JetStreamManagement)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {JetStreamManagement.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("deleteMessage") && removals.incrementAndGet() == 1) {
                    throw new IOException("crashed before the removal");
                  }
                  return method.invoke(management, arguments);
                });

    // When
    try (Advisories advisories =
        new Advisories(
            route(),
            "classify",
            crashing,
            connection::getMaxPayload,
            sequence -> false,
            Duration.ofMillis(100),
            letter -> {},
            Clock.systemUTC())) {
      advisories.start();

      // Then
      await().untilAsserted(() -> assertThat(advisoriesWaiting()).isZero());
    }
    assertThat(removals).hasValue(2);
    assertThat(DeadLetter.of(deadLetter()).reason()).isEqualTo("max-deliveries");
  }

  @Test
  void whatAnotherConsumerOfTheWorkQueueGaveUpBecomesADeadLetter() throws Exception {
    // Given
    management.deleteConsumer(STREAM, "classify");
    limitDeliveries("classify", "mneme.in.text.captured.acme.ada");
    limitDeliveries("forgotten", "mneme.in.text.captured.acme.ben");
    publish(Messages.text("ben", "1"));
    publish(Messages.text("ada", "2"));

    // When
    start((event, exchange) -> status(exchange, 204, ""));
    takeAndCrash("forgotten");

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.sequence()).isEqualTo(1);
    assertThat(record.detail()).contains("consumer forgotten");
    assertThat(function.asked()).extracting(CloudEvent::getId).containsExactly("2");
  }

  @Test
  void aMessageInHandIsLeftAlone() throws Exception {
    // Given
    CountDownLatch finish = new CountDownLatch(1);
    start(after(finish));
    publish(Messages.text("ada", "1"));
    await().until(() -> function.asked().size() == 1);

    // When
    connection.publish(
        "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES." + STREAM + ".classify",
        ("{\"stream\":\""
                + STREAM
                + "\",\"consumer\":\"classify\",\"stream_seq\":1,"
                + "\"deliveries\":2}")
            .getBytes(StandardCharsets.UTF_8));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        management
                            .getConsumerInfo(Advisories.STREAM, "deadletter-classify")
                            .getNumAckPending())
                    .isEqualTo(1));
    finish.countDown();

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    await().untilAsserted(() -> assertThat(advisoriesWaiting()).isZero());
    assertThat(count(DEAD)).isZero();
  }

  @Test
  void whatIsNoAdvisoryIsPassedOver() throws Exception {
    // Given
    String subject = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES." + STREAM + ".classify";
    connection.publish(subject, new byte[] {1, 2, 3});
    connection.publish(subject, "{}".getBytes(StandardCharsets.UTF_8));
    publish(Messages.text("ada", "1"));
    takeAndCrash();

    // When
    start((event, exchange) -> status(exchange, 204, ""));

    // Then
    assertThat(DeadLetter.of(deadLetter()).reason()).isEqualTo("max-deliveries");
    await().untilAsserted(() -> assertThat(advisoriesWaiting()).isZero());
  }

  private void limitDeliveries(String consumer, String... filters) throws Exception {
    management.addOrUpdateConsumer(
        STREAM,
        ConsumerConfiguration.builder()
            .durable(consumer)
            .filterSubjects(filters)
            .ackPolicy(AckPolicy.Explicit)
            .ackWait(ACK_WAIT)
            .maxDeliver(MOST)
            .build());
  }

  private void takeAndCrash() throws Exception {
    takeAndCrash("classify");
  }

  /** Takes the message as often as it is given, and never says what became of it. */
  private void takeAndCrash(String consumer) throws Exception {
    long before = count(Advisories.STREAM);
    JetStreamSubscription taker =
        connection.jetStream().subscribe(null, PullSubscribeOptions.bind(STREAM, consumer));
    for (int delivery = 0; delivery < MOST; delivery++) {
      taker.pull(1);
      assertThat(taker.nextMessage(Duration.ofSeconds(10))).isNotNull();
    }
    taker.pull(1);
    await().untilAsserted(() -> assertThat(count(Advisories.STREAM)).isGreaterThan(before));
    taker.unsubscribe();
  }

  private long advisoriesWaiting() throws Exception {
    ConsumerInfo info = management.getConsumerInfo(Advisories.STREAM, "deadletter-classify");
    return info.getNumPending() + info.getNumAckPending();
  }
}
