// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.topology.Route;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many requests to a function may be open: as many as it bears. Slow start up to where trouble
 * was last met, then additive increase and multiplicative decrease, and a slow start again after
 * idling, since the function may have been scaled to zero (as TCP does it: RFC 5681, sections 3.1
 * and 4.1). Trouble is an answer that asks for less, none at all, or a latency that doubles. Safe
 * for use by several threads.
 */
final class Limiter {
  private static final double ON_TROUBLE = 0.5;
  private static final double ON_SLOWNESS = 0.9;
  private static final double TOLERANCE = 2;
  private static final double QUICK = 0.2;
  private static final double SLOW = 0.01;
  private static final Duration IDLE = Duration.ofSeconds(10);

  /** What a request says about the load of the function. */
  enum Signal {
    /** It was done. */
    DONE,
    /** It was turned away, or not answered. */
    TROUBLE,
    /** It says nothing about load. */
    NEUTRAL
  }

  /** One request from its permission to its end. */
  final class Permit {
    private long begun;
    private boolean ended;

    /** The request is made now; before, there may have been nothing to ask. */
    void begin() {
      begins(this);
    }

    /** The request has ended, or was never made; what is said after the first time is ignored. */
    void end(Signal signal) {
      if (!ended) {
        ended = true;
        Limiter.this.ended(this, signal);
      }
    }
  }

  private final Route.Concurrency bounds;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private double limit;
  private double threshold;
  private int open;
  private long lastDecrease;
  private long lastFull;
  private long lastEnd;
  private double quickLatency;
  private double usualLatency;

  /**
   * @param clock nanoseconds, as of {@link System#nanoTime}
   */
  Limiter(Route.Concurrency bounds, LongSupplier clock) {
    this.bounds = bounds;
    this.clock = clock;
    this.limit = bounds.least();
    this.threshold = bounds.most();
    this.lastDecrease = clock.getAsLong();
    this.lastFull = lastDecrease;
    this.lastEnd = lastDecrease;
  }

  /** Waits until one more request may be open. */
  Permit acquire() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (open == 0 && clock.getAsLong() - lastEnd > IDLE.toNanos()) {
        limit = bounds.least();
      }
      while (open >= (int) limit) {
        room.await();
      }
      open++;
      return new Permit();
    } finally {
      lock.unlock();
    }
  }

  /** Requests that may be open now. */
  int limit() {
    lock.lock();
    try {
      return (int) limit;
    } finally {
      lock.unlock();
    }
  }

  /** Requests that are open now. */
  int open() {
    lock.lock();
    try {
      return open;
    } finally {
      lock.unlock();
    }
  }

  private void begins(Permit permit) {
    lock.lock();
    try {
      permit.begun = clock.getAsLong();
      if (open >= (int) limit) {
        lastFull = permit.begun;
      }
    } finally {
      lock.unlock();
    }
  }

  private void ended(Permit permit, Signal signal) {
    lock.lock();
    try {
      open--;
      lastEnd = clock.getAsLong();
      switch (signal) {
        case DONE -> done(permit);
        case TROUBLE -> decrease(permit, ON_TROUBLE);
        case NEUTRAL -> {}
      }
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void done(Permit permit) {
    double latency = lastEnd - permit.begun;
    quickLatency = average(quickLatency, latency, QUICK);
    usualLatency = average(usualLatency, latency, SLOW);
    if (quickLatency > TOLERANCE * usualLatency) {
      decrease(permit, ON_SLOWNESS);
    } else if (lastFull - permit.begun >= 0) {
      limit = Math.min(bounds.most(), limit + (limit < threshold ? 1 : 1 / limit));
    }
  }

  /** Once for all requests that were open together: they met the same trouble. */
  private void decrease(Permit permit, double factor) {
    if (permit.begun - lastDecrease < 0) {
      return;
    }
    limit = Math.max(bounds.least(), limit * factor);
    threshold = limit;
    lastDecrease = lastEnd;
  }

  private static double average(double present, double sample, double weight) {
    return present == 0 ? sample : present + weight * (sample - present);
  }
}
