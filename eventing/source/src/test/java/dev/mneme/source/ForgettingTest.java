// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.Forgotten;
import dev.mneme.contract.UserKey;
import dev.mneme.source.deadletter.DeadLetter;
import io.cloudevents.CloudEvent;
import io.nats.client.api.MessageInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody wants forgotten ends on its way, and everybody else's goes on. */
class ForgettingTest extends AbstractSourceTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final UserKey ADA = new UserKey("acme", "ada");

  @Test
  void whatWaitsIsNotDeliveredAnyMore() throws Exception {
    // Given
    publish(Messages.text("ada", "1"));
    publish(Messages.text("ben", "2"));
    wish(Forgotten.of(ADA, null, Instant.now()));

    // When
    start((event, exchange) -> status(exchange, 204, ""));

    // Then
    await().atMost(LIMIT).until(() -> count(STREAM) == 0);
    assertThat(function.asked()).extracting(CloudEvent::getId).containsExactly("2");
    assertThat(count(DEAD)).isZero();
  }

  @Test
  void lettersThatLieThereAreDropped() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 422, "no"));
    publish(Messages.text("ada", "1"));
    publish(Messages.text("ben", "2"));
    connection.jetStream().publish("mneme.in.text.captured.acme.ada", new byte[] {1});
    await().atMost(LIMIT).until(() -> count(DEAD) == 3);

    // When
    wish(Forgotten.of(ADA, null, Instant.now()));

    // Then
    await().atMost(LIMIT).until(() -> count(DEAD) == 1);
    assertThat(remaining().getSubject()).endsWith(".acme.ben");
  }

  @Test
  void aLetterThatComesLaterIsDroppedToo() throws Exception {
    // Given
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch wished = new CountDownLatch(1);
    start(
        (event, exchange) -> {
          asked.countDown();
          wished.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
          status(exchange, 422, "no");
        });
    publish(Messages.text("ada", "1"));
    asked.await(LIMIT.toSeconds(), TimeUnit.SECONDS);

    // When
    wish(Forgotten.of(ADA, null, Instant.now()));
    wished.countDown();

    // Then
    await().atMost(LIMIT).until(() -> count(STREAM) == 0);
    await().atMost(LIMIT).until(() -> count(DEAD) == 0);
    assertThat(management.getStreamInfo(DEAD).getStreamState().getLastSequence())
        .as("letters there ever were")
        .isEqualTo(1);
  }

  @Test
  void ofOneMemoryOnlyThatIsMeant() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 422, "no"));
    publish(Messages.text("ada", "1"));
    publish(Messages.text("ada", "2"));
    await().atMost(LIMIT).until(() -> count(DEAD) == 2);

    // When
    wish(Forgotten.of(ADA, String.valueOf(Messages.text("ada", "1").getSubject()), Instant.now()));

    // Then
    await().atMost(LIMIT).until(() -> count(DEAD) == 1);
    assertThat(remaining().getHeaders().getFirst("ce-id")).isEqualTo("2");
  }

  @Test
  void aSourceThatWasAwayCatchesUp() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 422, "no"));
    publish(Messages.text("ada", "1"));
    await().atMost(LIMIT).until(() -> count(DEAD) == 1);
    sources.pop().stop(Duration.ofSeconds(5));
    wish(Forgotten.of(ADA, null, Instant.now()));

    // When
    startSource();

    // Then
    await().atMost(LIMIT).until(() -> count(DEAD) == 0);
  }

  @ParameterizedTest
  @CsvSource({"2026-03-01T07:59:59Z, refused", "2026-03-01T08:00:00Z, "})
  void whatIsLaterThanTheWishStays(Instant until, @Nullable String reason) throws Exception {
    // Given
    wish(Forgotten.of(ADA, null, until));
    start((event, exchange) -> status(exchange, 422, "no"));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    await().atMost(LIMIT).until(() -> count(STREAM) == 0);
    if (reason == null) {
      assertThat(count(DEAD)).isZero();
    } else {
      assertThat(DeadLetter.of(deadLetter()).reason()).isEqualTo(reason);
    }
  }

  private void wish(Forgotten wish) throws Exception {
    connection.keyValue(Forgotten.BUCKET).put(wish.key(), wish.value());
  }

  private MessageInfo remaining() throws Exception {
    return management.getLastMessage(DEAD, "mneme.deadletter.>");
  }
}
