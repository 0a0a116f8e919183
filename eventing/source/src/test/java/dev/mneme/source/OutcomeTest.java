// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.after;
import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.source.deadletter.DeadLetter;
import dev.mneme.topology.Route;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from what a function answers. */
class OutcomeTest extends AbstractSourceTest {
  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 503})
  void passingTroubleIsTriedAgainUntilTheFunctionAccepts(int trouble) throws Exception {
    // Given
    AtomicInteger troubles = new AtomicInteger(2);
    start(
        (event, exchange) -> status(exchange, troubles.getAndDecrement() > 0 ? trouble : 204, ""));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked()).hasSize(3);
    assertThat(count(DEAD)).isZero();
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() throws Exception {
    // Given
    AtomicInteger breaks = new AtomicInteger(2);
    start(
        (event, exchange) -> {
          if (breaks.getAndDecrement() > 0) {
            exchange.close();
          } else {
            status(exchange, 204, "");
          }
        });

    // When
    publish(Messages.text("ada", "1"));

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked()).hasSize(3);
    assertThat(count(DEAD)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 409, 422})
  void otherClientErrorsAreTerminal(int status) throws Exception {
    // Given
    start((event, exchange) -> status(exchange, status, "no"));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("refused");
    assertThat(record.status()).isEqualTo(status);
    assertThat(record.attempts()).isEqualTo(1);
    assertThat(function.asked()).hasSize(1);
  }

  @Test
  void aRequestIsGivenUpAtTheDeadlineOfItsEvent() throws Exception {
    // Given
    CountDownLatch finish = new CountDownLatch(1);
    script = after(finish);
    route = hurried();
    startSource();

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("deadline-passed");
    assertThat(record.status()).isNull();
    assertThat(function.asked()).hasSize(1);
    finish.countDown();
  }

  @Test
  void noRequestIsMadeAfterTheDeadline() throws Exception {
    // Given
    script =
        (event, exchange) -> {
          exchange.getResponseHeaders().set("retry-after", "1");
          status(exchange, 503, "come back");
        };
    route = hurried();
    startSource();

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("deadline-passed");
    assertThat(record.status()).isEqualTo(503);
    assertThat(record.detail()).isEqualTo("come back");
    assertThat(function.asked()).hasSize(1);
  }

  /** The route with a deadline of half a second. */
  private static Route hurried() {
    Route usual = route();
    return new Route(
        usual.name(),
        usual.stream(),
        usual.consumers(),
        usual.consumes(),
        usual.replies(),
        usual.concurrency(),
        usual.window(),
        usual.attempts(),
        Duration.ofMillis(500),
        usual.backoff(),
        usual.batch(),
        usual.tenants(),
        null);
  }
}
