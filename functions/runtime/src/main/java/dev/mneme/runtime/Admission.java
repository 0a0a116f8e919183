// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets in only so much work at a time, and none once the process is about to end. */
final class Admission {
  private static final Map<String, String> SOON = Map.of("Retry-After", "1");

  private final int most;
  private final Semaphore places;
  private volatile boolean closed;

  Admission(int most) {
    this.most = most;
    this.places = new Semaphore(most);
  }

  /**
   * Takes a place, to be given back with {@link #leave}.
   *
   * @throws HttpProblem 429 if all are taken, 503 once closed
   */
  void enter() {
    if (closed) {
      throw new HttpProblem(Problem.of(503, "Draining", "this process is about to end"), SOON);
    }
    if (!places.tryAcquire()) {
      throw new HttpProblem(
          Problem.of(429, "Too many requests", "all " + most + " of MNEME_CONCURRENCY in flight"),
          SOON);
    }
  }

  void leave() {
    places.release();
  }

  boolean closed() {
    return closed;
  }

  /**
   * Closes, and waits until all have left.
   *
   * @return whether they had before {@code patience} ran out
   */
  boolean drain(Duration patience) {
    closed = true;
    try {
      return places.tryAcquire(most, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
