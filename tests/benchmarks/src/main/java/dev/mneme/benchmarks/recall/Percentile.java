// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.recall;

import java.util.List;

/** Percentiles by nearest rank. */
final class Percentile {
  private static final double NANOS_PER_MILLI = 1e6;

  private Percentile() {}

  /**
   * The smallest of the times that {@code share} of them do not exceed.
   *
   * @throws IllegalArgumentException if there are none
   */
  static double millis(List<Long> nanos, double share) {
    if (nanos.isEmpty()) {
      throw new IllegalArgumentException("expected at least one time, found none");
    }
    List<Long> sorted = nanos.stream().sorted().toList();
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(0, rank - 1)) / NANOS_PER_MILLI;
  }
}
