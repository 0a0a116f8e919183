// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.persist;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Keeps memories for a while, with two batches on the way at any time as the shipped route has;
 * like there, never two with memories of the same owner.
 */
final class Rate {
  private static final int AT_ONCE = 2;
  private static final double NANOS = 1e9;

  private Rate() {}

  /**
   * Memories a second, over whole batches.
   *
   * @param owners users that a load's memories are of, in turn
   */
  static double of(Load load, int owners, Duration time) throws Exception {
    long begin = System.nanoTime();
    List<Future<Integer>> loads = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        Memories memories = new Memories("bench-" + UUID.randomUUID());
        loads.add(threads.submit(() -> run(load, memories, owners, begin + time.toNanos())));
      }
    }
    double seconds = (System.nanoTime() - begin) / NANOS;
    int kept = 0;
    for (Future<Integer> one : loads) {
      kept += result(one);
    }
    return kept / seconds;
  }

  private static int run(Load load, Memories memories, int owners, long end) throws Exception {
    int kept = 0;
    while (System.nanoTime() < end) {
      load.keep(memories.contents(owners));
      kept += Memories.BATCH;
    }
    return kept;
  }

  private static int result(Future<Integer> load) throws Exception {
    try {
      return load.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
