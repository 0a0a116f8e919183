// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held deliveries in one lane a user: within a lane in stream order and never in two requests at
 * once, between lanes in turn. Safe for use by several threads.
 */
final class Lanes {
  private static final class Lane {
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private boolean busy;
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Deque<Lane> ready = new ArrayDeque<>();
  private boolean closed;

  /** Puts a delivery at the end of its lane. */
  void add(Delivery delivery) {
    locked(
        () -> {
          Lane lane = lane(delivery.lane());
          lane.waiting.addLast(delivery);
          if (!lane.busy && lane.waiting.size() == 1) {
            ready.addLast(lane);
          }
        });
  }

  /**
   * Takes one to {@code most} deliveries, at first one of each ready lane; their lanes stay busy
   * until {@link #release}. Waits for the first without limit, for more until {@code age} has
   * passed.
   *
   * @return empty only once {@link #close} was called
   */
  List<Delivery> take(int most, Duration age) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (ready.isEmpty() && !closed) {
        changed.await();
      }
      long left = age.toNanos();
      while (left > 0 && takeable(most) < most && !closed) {
        left = changed.awaitNanos(left);
      }
      return closed ? List.of() : takeReady(most);
    } finally {
      lock.unlock();
    }
  }

  /** The lane's deliveries are settled: its next may be taken. */
  void release(String key) {
    locked(() -> free(key));
  }

  /** Puts unsettled deliveries of one lane back to its front, in order; the lane stays busy. */
  void putBack(List<Delivery> deliveries) {
    locked(
        () -> {
          for (Delivery delivery : deliveries.reversed()) {
            lane(delivery.lane()).waiting.addFirst(delivery);
          }
        });
  }

  /** Ends the taking; what waits stays. */
  void close() {
    locked(() -> closed = true);
  }

  /** What waits, in order within each lane. */
  List<Delivery> waiting() {
    lock.lock();
    try {
      return lanes.values().stream().flatMap(lane -> lane.waiting.stream()).toList();
    } finally {
      lock.unlock();
    }
  }

  private List<Delivery> takeReady(int most) {
    List<Delivery> taken = new ArrayList<>(Math.min(most, ready.size()));
    List<Lane> open = new ArrayList<>();
    while (taken.size() < most && !ready.isEmpty()) {
      Lane lane = ready.removeFirst();
      lane.busy = true;
      taken.add(lane.waiting.removeFirst());
      open.add(lane);
    }
    boolean more = true;
    while (more && taken.size() < most) {
      more = false;
      for (Lane lane : open) {
        if (taken.size() < most && !lane.waiting.isEmpty()) {
          taken.add(lane.waiting.removeFirst());
          more = true;
        }
      }
    }
    return taken;
  }

  private Lane lane(String key) {
    return lanes.computeIfAbsent(key, absent -> new Lane());
  }

  private int takeable(int enough) {
    int count = 0;
    for (Lane lane : ready) {
      count += lane.waiting.size();
      if (count >= enough) {
        break;
      }
    }
    return count;
  }

  private void free(String key) {
    Lane lane = lane(key);
    lane.busy = false;
    if (lane.waiting.isEmpty()) {
      lanes.remove(key);
    } else {
      ready.addLast(lane);
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lanes that hold something or are busy; for tests and for observation. */
  Collection<String> keys() {
    lock.lock();
    try {
      return List.copyOf(lanes.keySet());
    } finally {
      lock.unlock();
    }
  }
}
