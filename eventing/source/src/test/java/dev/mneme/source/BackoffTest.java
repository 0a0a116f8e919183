// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.topology.Route;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(new Route.Backoff(Duration.ofMillis(100), Duration.ofSeconds(2)), new Random(7));

  @Test
  void neverExceedsTheDoubledFirstNorTheMost() {
    for (int attempts = 1; attempts < 100; attempts++) {
      long ceiling = attempts > 5 ? 2_000 : Math.min(2_000, 100L << (attempts - 1));
      assertThat(backoff.pause(attempts, null))
          .isBetween(Duration.ZERO, Duration.ofMillis(ceiling));
    }
  }

  @Test
  void spreadsOverTheWholeRange() {
    // When
    double mean =
        IntStream.range(0, 2_000)
            .mapToLong(i -> backoff.pause(10, null).toMillis())
            .average()
            .orElse(0);

    // Then
    assertThat(mean).isBetween(900.0, 1_100.0);
  }

  @Test
  void waitsAtLeastAsLongAsTheFunctionAsked() {
    // Given
    Verdict.Retry busy = new Verdict.Retry(503, "busy", Duration.ofSeconds(30));

    // When / Then
    assertThat(backoff.pause(1, busy)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void comesBackSoonToAFunctionThatBrokeOff() {
    // Given
    Duration minute = Duration.ofMinutes(1);
    Backoff slow = new Backoff(new Route.Backoff(minute, minute), new Random(1));
    Verdict.Retry broken = new Verdict.Retry(null, "no answer", null);

    // When / Then
    for (int attempts = 1; attempts <= 3; attempts++) {
      assertThat(slow.pause(attempts, broken)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
    }
    assertThat(IntStream.range(0, 100).mapToObj(i -> slow.pause(4, broken)))
        .anyMatch(pause -> pause.compareTo(Duration.ofSeconds(2)) > 0);
  }
}
