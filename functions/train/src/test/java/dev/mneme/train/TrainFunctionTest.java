// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.ModelTrained;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainFunctionTest {
  private static final UserKey OWNER = new UserKey("acme", "ana");

  @Test
  void eachEventHasItsOwnOutcome() {
    // Given
    TrainFunction function =
        new TrainFunction(
            event ->
                switch (event.getId()) {
                  case "1" -> trained("v1");
                  case "2" -> throw InvalidEventException.of("data.upTo", 3, "more");
                  case "3" -> throw new TryLaterException("S3 is away", Duration.ofSeconds(7));
                  default -> throw new IllegalStateException("a secret of this process");
                },
            2);

    // When
    List<Outcome> outcomes = function.apply(events(4));

    // Then
    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done ->
                assertThat(done.replies())
                    .singleElement()
                    .satisfies(reply -> assertThat(reply.getSubject()).isEqualTo("v1")));
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.problem().detail())
                    .isEqualTo("data.upTo: expected more, found \"3\""));
    assertThat(outcomes.get(2))
        .isInstanceOfSatisfying(
            Outcome.Later.class,
            later -> assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
    assertThat(outcomes.get(3))
        .isInstanceOfSatisfying(
            Outcome.Later.class,
            later -> {
              assertThat(later.problem().status()).isEqualTo(500);
              assertThat(later.problem().detail()).doesNotContain("secret");
            });
  }

  @Test
  void usersAreTrainedSideBySideButNeverMoreThanAllowed() {
    // Given
    int allowed = 3;
    CountDownLatch full = new CountDownLatch(allowed);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    TrainFunction function =
        new TrainFunction(
            event -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              full.countDown();
              awaitFull(full);
              running.decrementAndGet();
              return trained("v");
            },
            allowed);

    // When
    List<Outcome> outcomes = function.apply(events(9));

    // Then
    assertThat(outcomes).hasSize(9).allSatisfy(o -> assertThat(o).isInstanceOf(Outcome.Done.class));
    assertThat(most).hasValue(allowed);
  }

  private static void awaitFull(CountDownLatch full) {
    try {
      if (!full.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("users are not trained side by side");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<CloudEvent> events(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> Events.request("" + i, OWNER, 20, 20))
        .toList();
  }

  private static ModelTrained trained(String version) {
    return new ModelTrained(
        version, URI.create("s3://b/k"), "0".repeat(64), 20, 0.1, 7, 0.5, 0.25, true);
  }
}
