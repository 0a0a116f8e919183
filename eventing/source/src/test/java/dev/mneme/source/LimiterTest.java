// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.topology.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A function that bears some load, in simulated time. */
class LimiterTest {
  private static final Duration USUAL = Duration.ofMillis(10);

  private long now;
  private final Limiter limiter = new Limiter(new Route.Concurrency(1, 64), () -> now);

  /** As many requests as are permitted, all at once. */
  private int round(Duration latency, Limiter.Signal signal) throws InterruptedException {
    List<Limiter.Permit> permits = new ArrayList<>();
    int permitted = limiter.limit();
    for (int i = 0; i < permitted; i++) {
      Limiter.Permit permit = limiter.acquire();
      permit.begin();
      permits.add(permit);
    }
    now += latency.toNanos();
    permits.forEach(permit -> permit.end(signal));
    return permitted;
  }

  @Test
  void aColdFunctionIsMetWithTheLeast() throws InterruptedException {
    assertThat(limiter.limit()).isEqualTo(1);
    assertThat(round(Duration.ofSeconds(5), Limiter.Signal.DONE)).isEqualTo(1);
  }

  @Test
  void aWarmFunctionIsKeptBusy() throws InterruptedException {
    // When
    for (int i = 0; i < 8; i++) {
      round(USUAL, Limiter.Signal.DONE);
    }

    // Then
    assertThat(limiter.limit()).isEqualTo(64);
  }

  @Test
  void troubleHalvesTheLimitOnceForAllThatWereOpenTogether() throws InterruptedException {
    // Given
    for (int i = 0; i < 8; i++) {
      round(USUAL, Limiter.Signal.DONE);
    }

    // When
    round(USUAL, Limiter.Signal.TROUBLE);

    // Then
    assertThat(limiter.limit()).isEqualTo(32);
  }

  @Test
  void itNeverSinksBelowTheLeast() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      round(USUAL, Limiter.Signal.TROUBLE);
      assertThat(limiter.limit()).isEqualTo(1);
    }
  }

  @Test
  void staysNearWhatAFunctionBears() throws InterruptedException {
    // Given
    int bearable = 20;
    List<Integer> limits = new ArrayList<>();

    // When
    for (int i = 0; i < 400; i++) {
      boolean tooMany = limiter.limit() > bearable;
      limits.add(round(USUAL, tooMany ? Limiter.Signal.TROUBLE : Limiter.Signal.DONE));
    }

    // Then
    List<Integer> settled = limits.subList(100, limits.size());
    assertThat(settled).allMatch(limit -> limit >= bearable / 2 && limit <= bearable + 1);
    assertThat(settled.stream().mapToInt(limit -> limit).average().orElseThrow())
        .isGreaterThan(0.7 * bearable);
  }

  @Test
  void aLatencyThatDoublesLowersTheLimit() throws InterruptedException {
    // Given
    for (int i = 0; i < 20; i++) {
      round(USUAL, Limiter.Signal.DONE);
    }
    int before = limiter.limit();

    // When
    round(USUAL.multipliedBy(5), Limiter.Signal.DONE);

    // Then
    assertThat(limiter.limit()).isLessThan(before);
  }

  @Test
  void requestsThatWereNeverMadeChangeNothing() throws InterruptedException {
    // Given
    Limiter.Permit permit = limiter.acquire();

    // When
    permit.end(Limiter.Signal.NEUTRAL);

    // Then
    assertThat(limiter.limit()).isEqualTo(1);
    assertThat(limiter.open()).isZero();
  }

  @Test
  void startsSlowlyAgainAfterIdling() throws InterruptedException {
    // Given
    for (int i = 0; i < 8; i++) {
      round(USUAL, Limiter.Signal.DONE);
    }

    // When
    now += Duration.ofMinutes(1).toNanos();
    limiter.acquire().end(Limiter.Signal.NEUTRAL);

    // Then
    assertThat(limiter.limit()).isEqualTo(1);
  }
}
