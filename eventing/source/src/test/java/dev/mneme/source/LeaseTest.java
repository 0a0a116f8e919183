// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.after;
import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.source.deadletter.DeadLetter;
import dev.mneme.topology.Route;
import io.cloudevents.CloudEvent;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A long job is not a failed job, and a dead one is not a long one. */
class LeaseTest extends AbstractSourceTest {
  @Test
  void aLongJobKeepsItsLease() throws Exception {
    // Given
    CountDownLatch finish = new CountDownLatch(1);
    start(after(finish));

    // When
    publish(Messages.text("ada", "1"));
    await().until(() -> function.asked().size() == 1);
    // Three times the ack wait, seen on the server's own clock.
    await()
        .pollDelay(ACK_WAIT.multipliedBy(3))
        .untilAsserted(
            () ->
                assertThat(management.getConsumerInfo(STREAM, "classify").getRedelivered())
                    .isZero());
    finish.countDown();

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked()).hasSize(1);
  }

  @Test
  void aThousandOpenJobsAreExtendedInOnePassEachPeriod() throws Exception {
    // Given
    int jobs = 1_000;
    IntStream.range(0, jobs).forEach(i -> publish(Messages.text("u" + i, "" + i)));
    Map<String, Integer> extensions = new ConcurrentHashMap<>();
    Dispatcher watch =
        connection.createDispatcher(
            message -> extensions.merge(message.getSubject(), 1, Integer::sum));
    watch.subscribe("$JS.ACK." + STREAM + ".classify.>");
    JetStreamSubscription consumer =
        connection.jetStream().subscribe(null, PullSubscribeOptions.bind(STREAM, "classify"));
    List<Message> open = consumer.fetch(jobs, Duration.ofSeconds(10));
    assertThat(open).hasSize(jobs);

    // When
    try (LeaseKeeper leases =
        new LeaseKeeper("classify", connection, ACK_WAIT, Unwatched.route())) {
      open.forEach(leases::hold);
      await().until(() -> extensions.getOrDefault(open.getFirst().getReplyTo(), 0) == 4);
    }

    // Then
    assertThat(extensions).hasSize(jobs);
    assertThat(extensions.values()).as("every job in every pass").allMatch(count -> count >= 3);
    assertThat(extensions.values()).as("no job twice in a pass").allMatch(count -> count <= 5);
    assertThat(management.getConsumerInfo(STREAM, "classify").getRedelivered()).isZero();
  }

  @Test
  void aFunctionThatDiesIsAskedAgainAboutTheSameEvent() throws Exception {
    // Given
    AtomicBoolean died = new AtomicBoolean();
    start(
        (event, exchange) -> {
          if (died.compareAndSet(false, true)) {
            throw new IOException("died");
          }
          status(exchange, 204, "");
        });

    // When
    publish(Messages.text("ada", "1"));
    publish(Messages.text("ada", "2"));

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked()).extracting(CloudEvent::getId).containsExactly("1", "1", "2");
    assertThat(management.getConsumerInfo(STREAM, "classify").getRedelivered())
        .as("the lease was kept")
        .isZero();
  }

  @Test
  void theDeadlineEndsAJobWhileItsRequestIsOpen() throws Exception {
    // Given
    route = withDeadline(Duration.ofSeconds(2));
    CountDownLatch never = new CountDownLatch(1);

    // When
    publish(Messages.text("ada", "1"));
    start((event, exchange) -> never.await());

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("deadline-passed");
    assertThat(record.attempts()).isEqualTo(1);
    never.countDown();
  }

  private static Route withDeadline(Duration deadline) {
    Route r = route();
    return new Route(
        r.name(),
        r.stream(),
        r.consumers(),
        r.consumes(),
        r.replies(),
        r.concurrency(),
        r.window(),
        r.attempts(),
        deadline,
        r.backoff(),
        r.batch(),
        r.tenants(),
        null);
  }
}
