// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Ends requests whose time is over, whatever they are waiting for: one look at all of them four
 * times a second, and no timer each. Safe for use by several threads.
 */
final class Deadlines implements AutoCloseable {
  private static final long PAUSE_MILLIS = 250;

  private final Set<Open> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("deadlines").factory());

  Deadlines() {
    looker.scheduleWithFixedDelay(
        this::endOverdue, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Begins to watch a request.
   *
   * @param end as {@link System#nanoTime} will be
   */
  Open watch(Cancellable request, long end) {
    Open watched = new Open(request, end);
    open.add(watched);
    return watched;
  }

  private void endOverdue() {
    long now = System.nanoTime();
    for (Open request : open) {
      if (now - request.end > 0) {
        request.overdue = true;
        request.request.cancel();
      }
    }
  }

  @Override
  public void close() {
    looker.shutdownNow();
  }

  /** A request, until it is closed. */
  final class Open implements AutoCloseable {
    private final Cancellable request;
    private final long end;
    private volatile boolean overdue;

    private Open(Cancellable request, long end) {
      this.request = request;
      this.end = end;
    }

    /** Whether it was ended because its time was over. */
    boolean overdue() {
      return overdue;
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }
}
