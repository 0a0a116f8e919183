// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Learns on platform threads of its own, one a core: minutes of arithmetic on a virtual thread
 * would hold a carrier that the health probe needs.
 */
final class Learners implements AutoCloseable {
  /**
   * Users learnt with plain loops before the faster kernel is used: until the JVM has compiled it,
   * which takes it some seconds, each of its vectors is an object.
   */
  static final int PLAIN_FIRST = 64;

  private final int threads;
  private final Kernel kernel;
  private final Kernel plain = new ScalarKernel();
  private final AtomicInteger users = new AtomicInteger();
  private final ExecutorService pool;

  Learners(int threads, Kernel kernel) {
    this.threads = threads;
    this.kernel = kernel;
    this.pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("learner-", 0).factory());
  }

  int threads() {
    return threads;
  }

  /** Waits for a free thread, learns there and measures. */
  Learnt learn(TrainingSet set) {
    try {
      Kernel chosen = users.getAndIncrement() < PLAIN_FIRST ? plain : kernel;
      return CompletableFuture.supplyAsync(() -> Learnt.from(set, chosen), pool).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("learning failed", e.getCause());
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
