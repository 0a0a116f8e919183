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
   * @param retryAfter what the function asked for: never less than that
   */
  Duration pause(int attempts, @Nullable Duration retryAfter) {
    long doublings = Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS);
    long ceiling = Math.min(bounds.most().toMillis(), bounds.first().toMillis() << doublings);
    Duration jittered = Duration.ofMillis(random.nextLong(ceiling + 1));
    return retryAfter != null && retryAfter.compareTo(jittered) > 0 ? retryAfter : jittered;
  }
}
