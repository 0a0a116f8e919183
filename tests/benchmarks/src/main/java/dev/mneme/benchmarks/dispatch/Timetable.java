// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * Events at a fixed rate, whatever becomes of those before. Latency counts from when an event was
 * due, so that a stall is charged to every event that it made late (Tene's "coordinated omission").
 */
final class Timetable {
  private static final double NANOS_PER_SECOND = 1e9;

  private final long start = now() + Duration.ofMillis(100).toNanos();
  private final double rate;
  private final int count;

  /**
   * @param rate events a second
   */
  Timetable(double rate, Duration length) {
    this.rate = rate;
    this.count = Math.max(1, (int) (rate * length.toMillis() / 1_000));
  }

  int count() {
    return count;
  }

  /** Waits until an event is due, if it is not yet, and returns when it was, since the epoch. */
  long await(int index) {
    long due = start + (long) (index / rate * NANOS_PER_SECOND);
    for (long left = due - now(); left > 0; left = due - now()) {
      LockSupport.parkNanos(left);
    }
    return due;
  }

  /** Nanoseconds since the epoch. */
  private static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * (long) NANOS_PER_SECOND + now.getNano();
  }
}
