// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.topology.Route;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Exponential backoff with full jitter (Brooker, "Exponential backoff and jitter", 2015). */
final class Backoff {
  private static final int MOST_DOUBLINGS = 30;

  /** A function that was killed has its event again within two seconds, if it is back by then. */
  private static final Duration SOON_AGAIN = Duration.ofSeconds(1);

  private static final int SOON = 3;

  private final Route.Backoff bounds;
  private final RandomGenerator random;

  Backoff(Route.Backoff bounds, RandomGenerator random) {
    this.bounds = bounds;
    this.random = random;
  }

  /**
   * How long to wait before the next attempt.
   *
   * @param attempts made so far
   * @param trouble of the last one: never less than it asked for, and not for long the first times
   *     that there was no answer at all; {@code null} where the function did its part
   */
  Duration pause(int attempts, Verdict.@Nullable Retry trouble) {
    long doublings = Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS);
    long ceiling = Math.min(bounds.most().toMillis(), bounds.first().toMillis() << doublings);
    if (trouble != null && trouble.status() == null && attempts <= SOON) {
      ceiling = Math.min(ceiling, SOON_AGAIN.toMillis());
    }
    Duration jittered = Duration.ofMillis(random.nextLong(ceiling + 1));
    Duration asked = trouble == null ? null : trouble.retryAfter();
    return asked != null && asked.compareTo(jittered) > 0 ? asked : jittered;
  }
}
