// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.http;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** When something shall have ended. */
public final class Deadline {
  /** There is none. */
  public static final Deadline NEVER = in(ChronoUnit.FOREVER.getDuration());

  private final long began = System.nanoTime();
  private final Duration limit;

  private Deadline(Duration limit) {
    this.limit = limit;
  }

  /** From now on. */
  public static Deadline in(Duration limit) {
    return new Deadline(limit);
  }

  /** Zero or less once it is over. */
  public Duration left() {
    return limit.minusNanos(System.nanoTime() - began);
  }

  /** Whether nothing is left. */
  public boolean over() {
    return !left().isPositive();
  }
}
