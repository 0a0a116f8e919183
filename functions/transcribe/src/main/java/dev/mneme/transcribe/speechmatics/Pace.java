// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Spaces calls evenly, so that the rate the service recommends is not exceeded however many threads
 * call. The price is a wait, never a refusal.
 */
final class Pace {
  private final long nanosBetween;
  private final ReentrantLock lock = new ReentrantLock(true);
  private long next = System.nanoTime();

  private Pace(long nanosBetween) {
    this.nanosBetween = nanosBetween;
  }

  static Pace perSecond(int calls) {
    return new Pace(TimeUnit.SECONDS.toNanos(1) / calls);
  }

  /** Returns when the caller may call. */
  void await() {
    long turn = takeTurn(System.nanoTime());
    for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  /** When the caller may call, in {@link System#nanoTime}, if it is {@code now}. */
  long takeTurn(long now) {
    lock.lock();
    try {
      long turn = Math.max(next, now);
      next = turn + nanosBetween;
      return turn;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "a call every " + Duration.ofNanos(nanosBetween);
  }
}
