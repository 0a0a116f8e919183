// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time of this process and all that it started. Unlike rates it hardly changes when the
 * machine has other work as well.
 */
final class Processor {
  private static final double NANOS_PER_MICRO = 1e3;

  private final Duration begin = used();

  /** Since this was made, in microseconds an event. */
  double micros(int events) {
    return used().minus(begin).toNanos() / NANOS_PER_MICRO / events;
  }

  private static Duration used() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.concat(Stream.of(self), self.descendants())
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
