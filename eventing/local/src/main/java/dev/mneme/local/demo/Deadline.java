// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import java.time.Duration;

/** When the whole demonstration has to be over. */
final class Deadline {
  private final Duration limit;
  private final long end;

  Deadline(Duration limit) {
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /** What is left; not positive once it has passed. */
  Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }

  Duration limit() {
    return limit;
  }
}
