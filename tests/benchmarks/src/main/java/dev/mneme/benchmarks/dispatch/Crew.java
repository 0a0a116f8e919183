// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several threads at the same work. */
final class Crew {
  private static final double NANOS_PER_SECOND = 1e9;

  /** What one thread does. */
  interface Work {
    void run() throws Exception;
  }

  private Crew() {}

  /**
   * Runs it in so many threads and waits for all.
   *
   * @throws IllegalStateException if one failed
   */
  static void run(int threads, Work work) throws InterruptedException {
    Callable<Boolean> task =
        () -> {
          work.run();
          return true;
        };
    try (ExecutorService crew = Executors.newFixedThreadPool(threads)) {
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(crew.submit(task));
      }
      for (Future<Boolean> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load failed: " + e.getCause(), e.getCause());
    }
  }

  /**
   * @param begin as {@link System#nanoTime} was
   */
  static double perSecond(long events, long begin) {
    return events * NANOS_PER_SECOND / (System.nanoTime() - begin);
  }
}
