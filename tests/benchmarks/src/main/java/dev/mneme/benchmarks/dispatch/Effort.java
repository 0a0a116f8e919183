// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param warmUp events before anything counts: as many as it takes until the compiler has done its
 *     work
 * @param repeats of each side, in turn
 * @param events of one repeat
 * @param paced how long events come at a fixed rate
 * @param users distinct ones in the stream at once
 * @param waiting events of the noisy user
 * @param jobs open at once
 * @param watched how long they are looked at
 */
record Effort(
    int warmUp,
    int repeats,
    int events,
    Duration paced,
    int users,
    int waiting,
    int jobs,
    Duration watched) {

  /** About ten minutes. */
  static final Effort FULL =
      new Effort(
          100_000,
          5,
          40_000,
          Duration.ofSeconds(20),
          1_000_000,
          100_000,
          1_000,
          Duration.ofSeconds(90));

  /** About two minutes. */
  static final Effort QUICK =
      new Effort(
          80_000, 3, 20_000, Duration.ofSeconds(8), 100_000, 50_000, 1_000, Duration.ofSeconds(20));
}
