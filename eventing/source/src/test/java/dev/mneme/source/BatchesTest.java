// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.outcomes;
import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.Problem;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.source.deadletter.DeadLetter;
import dev.mneme.topology.Route;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several events in one request, each with an outcome of its own. */
class BatchesTest extends AbstractSourceTest {
  private static final Duration FOREVER = Duration.ofDays(1);

  @Test
  void aBatchGoesOnceItHasAllItsEvents() throws Exception {
    // Given
    batches(5, 1 << 20, FOREVER);

    // When
    IntStream.range(0, 10).forEach(i -> publish(Messages.text("u" + i, "" + i)));

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.batches()).hasSize(2).allMatch(events -> events.size() == 5);
  }

  @Test
  void aBatchGoesOnceOneMoreWouldBeTooManyBytes() throws Exception {
    // Given
    int size =
        new Delivery(1, Instant.EPOCH, "acme.u", Messages.publishable(Messages.text("u0", "0")))
            .size();
    batches(60, 3L * size + size / 2, FOREVER);

    // When
    IntStream.range(0, 8).forEach(i -> publish(Messages.text("u" + i, "" + i)));

    // Then
    await().untilAsserted(() -> assertThat(function.batches()).hasSizeGreaterThanOrEqualTo(2));
    assertThat(function.batches()).allMatch(events -> events.size() <= 3);
  }

  @Test
  void aBatchGoesOnceItIsOldEnough() throws Exception {
    // Given
    batches(60, 1 << 20, Duration.ofMillis(50));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked()).extracting(CloudEvent::getId).containsExactly("1");
  }

  @Test
  void oneBadEventDoesNotFailItsNeighbours() throws Exception {
    // Given
    batches(3, 1 << 20, FOREVER);
    function.onBatch(
        (events, exchange) ->
            outcomes(
                exchange,
                events,
                events.stream()
                    .<Outcome>map(
                        event ->
                            event.getId().equals("2")
                                ? new Outcome.Refused(Problem.of(422, "Invalid event", "bad"))
                                : new Outcome.Done(classified(event)))
                    .toList()));

    // When
    List.of("1", "2", "3").forEach(id -> publish(Messages.text("user" + id, id)));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.detail()).isEqualTo("bad");
    assertThat(record.status()).isEqualTo(422);
    assertThat(count(REPLIES)).isEqualTo(2);
    assertThat(function.asked()).hasSize(3);
  }

  @Test
  void orderWithinAUserHoldsAcrossAPartlyFailedBatch() throws Exception {
    // Given
    AtomicBoolean failed = new AtomicBoolean();
    List<String> done = new CopyOnWriteArrayList<>();
    function.onBatch(
        (events, exchange) -> {
          boolean fails = failed.compareAndSet(false, true);
          List<Outcome> outcomes = new ArrayList<>();
          for (CloudEvent event : events) {
            boolean later = fails && List.of("ada2", "ada3").contains(event.getId());
            outcomes.add(later ? Outcome.later("not now", Duration.ZERO) : Outcome.done());
            if (!later) {
              done.add(event.getId());
            }
          }
          outcomes(exchange, events, outcomes);
        });
    script =
        (event, exchange) -> {
          done.add(event.getId());
          status(exchange, 204, "");
        };

    // When
    List.of("ada1", "ada2", "ada3").forEach(id -> publish(Messages.text("ada", id)));
    publish(Messages.text("ben", "ben1"));
    publish(Messages.text("ada", "ada4"));
    batches(4, 1 << 20, Duration.ofMillis(200));

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(done.stream().filter(id -> id.startsWith("ada")))
        .containsExactly("ada1", "ada2", "ada3", "ada4");
    assertThat(done.stream().filter("ben1"::equals)).hasSize(1);
  }

  private void batches(int events, long bytes, Duration age) throws Exception {
    route = Routes.classify(1, 64, new Route.Batch(events, bytes, age), List.of());
    startSource();
  }
}
