// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How long events took from when they were due until now, by user. Safe for several threads. */
final class Latencies {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private record Sample(String user, long nanos) {}

  private final List<Sample> samples = new ArrayList<>();

  void add(String user, long due) {
    // Only the wall clock is the same in two processes.
    Instant now = Instant.now();
    long nanos = now.getEpochSecond() * NANOS_PER_SECOND + now.getNano() - due;
    synchronized (samples) {
      samples.add(new Sample(user, nanos));
    }
  }

  /** Forgets all, and returns those of users whose name begins so, in nanoseconds. */
  List<Long> take(String prefix) {
    synchronized (samples) {
      List<Long> taken =
          samples.stream().filter(s -> s.user.startsWith(prefix)).map(Sample::nanos).toList();
      samples.clear();
      return taken;
    }
  }
}
