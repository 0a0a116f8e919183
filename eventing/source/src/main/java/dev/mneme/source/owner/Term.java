// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.owner;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One replica's time as owner of one consumer. While renewals fail the term is not current, and
 * nothing new may be begun under it; it goes on if nobody else took the consumer meanwhile. Safe
 * for use by several threads.
 */
public final class Term {
  private final long span;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile long renewed;
  private volatile boolean ended;

  /**
   * @param span from a renewal, for which nobody else can own the consumer
   * @param renewed when it was taken, of {@link System#nanoTime}
   */
  Term(Duration span, long renewed) {
    this.span = span.toNanos();
    this.renewed = renewed;
  }

  /** Whether it is certain that nobody else owns the consumer now. */
  public boolean current() {
    return !ended && System.nanoTime() - renewed < span;
  }

  /**
   * Waits while the term is in doubt.
   *
   * @return false once it has ended
   */
  public boolean awaitCurrent() throws InterruptedException {
    if (current()) {
      return true;
    }
    lock.lockInterruptibly();
    try {
      while (!ended && !current()) {
        changed.await();
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param at before the renewal was asked for
   */
  void renew(long at) {
    change(() -> renewed = at);
  }

  void end() {
    change(() -> ended = true);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
