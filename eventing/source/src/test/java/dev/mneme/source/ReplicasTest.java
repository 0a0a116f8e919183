// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.connection.NatsConnection;
import dev.mneme.source.metrics.SourceMetrics;
import dev.mneme.topology.Route;
import io.cloudevents.CloudEvent;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Order and ownership with two replicas of the source, each with a connection of its own. */
class ReplicasTest extends AbstractSourceTest {
  private static final int USERS = 6;
  private static final int EVENTS = 600;
  private static final Duration WORK = Duration.ofMillis(1);

  private final List<NatsConnection> connections = new ArrayList<>();
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final List<String> overlaps = new ArrayList<>();
  private Route route = route();

  @BeforeEach
  void splitTheConsumer() throws Exception {
    management.deleteConsumer(STREAM, "classify");
    Route whole = route();
    List<String> names = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      String name = "half" + half;
      names.add(name);
      List<String> filters = new ArrayList<>();
      for (int user = half; user < USERS; user += 2) {
        filters.add("mneme.in.text.captured.acme.user" + user);
      }
      management.addOrUpdateConsumer(
          STREAM,
          ConsumerConfiguration.builder()
              .durable(name)
              .ackPolicy(AckPolicy.Explicit)
              .ackWait(Duration.ofMinutes(1))
              .filterSubjects(filters)
              .build());
    }
    route =
        new Route(
            whole.name(),
            whole.stream(),
            names,
            whole.consumes(),
            whole.replies(),
            whole.concurrency(),
            whole.window(),
            whole.attempts(),
            whole.deadline(),
            whole.backoff(),
            whole.batch(),
            whole.tenants(),
            null);
  }

  @AfterEach
  @Override
  void stop() throws Exception {
    super.stop();
    for (NatsConnection each : connections) {
      each.close();
    }
  }

  @Test
  void scaleOutKeepsTheOrderAndNeverTwoEventsOfAUserInFlight() throws Exception {
    // Given
    script = (event, exchange) -> alone(event, () -> status(exchange, 204, ""));
    publishAll();
    replica("a").start();
    await().until(() -> function.asked().size() > EVENTS / 10);

    // When
    replica("b").start();

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(overlaps).isEmpty();
    assertThat(function.asked()).hasSize(EVENTS);
    assertInOrder(function.asked());
  }

  @Test
  void whatADeadReplicaHeldIsDeliveredAgainAtOnceAndInOrder() throws Exception {
    // Given
    CountDownLatch never = new CountDownLatch(1);
    script = (event, exchange) -> never.await();
    publishAll();
    replica("a").start();
    await().until(() -> management.getConsumerInfo(STREAM, "half0").getNumAckPending() > 10);
    await().until(() -> function.asked().size() >= 2);
    int before = function.asked().size();

    // When
    connections.getFirst().close();
    script = (event, exchange) -> status(exchange, 204, "");
    replica("b").start();

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    never.countDown();
    assertInOrder(function.asked().subList(before, before + EVENTS));
  }

  @Test
  void shutdownHandsOverWithoutARequestTwice() throws Exception {
    // Given
    script = (event, exchange) -> alone(event, () -> status(exchange, 204, ""));
    publishAll();
    Source first = replica("a");
    first.start();
    await().until(() -> function.asked().size() > EVENTS / 10);
    replica("b").start();

    // When
    sources.remove(first);
    assertThat(first.stop(Duration.ofSeconds(10))).isTrue();

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(overlaps).isEmpty();
    assertThat(function.asked()).hasSize(EVENTS);
    assertInOrder(function.asked());
  }

  private Source replica(String name) throws Exception {
    NatsConnection own = NatsConnection.connect(server.url(), name);
    connections.add(own);
    Source source =
        new Source(
            own,
            Map.of(route, function.uri()),
            Outgoing.PLAIN,
            new Replica(name, Duration.ofSeconds(1)),
            new SourceMetrics(Unwatched.NOTHING_SET),
            Unwatched.PSEUDONYMS);
    sources.add(source);
    return source;
  }

  private void publishAll() {
    IntStream.range(0, EVENTS).forEach(i -> publish(Messages.text("user" + i % USERS, "" + i)));
  }

  private interface Answer {
    void send() throws Exception;
  }

  private void alone(CloudEvent event, Answer answer) throws Exception {
    String user = String.valueOf(event.getExtension("userid"));
    if (!open.add(user)) {
      synchronized (overlaps) {
        overlaps.add(user + " " + event.getId());
      }
    }
    LockSupport.parkNanos(WORK.toNanos());
    open.remove(user);
    answer.send();
  }

  private static void assertInOrder(List<CloudEvent> asked) {
    for (int user = 0; user < USERS; user++) {
      String name = "user" + user;
      assertThat(asked.stream().filter(e -> name.equals(e.getExtension("userid"))))
          .extracting(e -> Integer.parseInt(e.getId()))
          .isSorted()
          .hasSize(EVENTS / USERS);
    }
  }
}
