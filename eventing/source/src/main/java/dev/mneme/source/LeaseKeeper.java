// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import io.nats.client.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every held message leased: all of them are extended in one pass, three times an ack wait,
 * so that a thousand open jobs cost a thousand small messages every few seconds and no timer each.
 */
final class LeaseKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final int PASSES_PER_ACK_WAIT = 3;

  private final Map<Long, Delivery> held = new ConcurrentHashMap<>();
  private final Semaphore stop = new Semaphore(0);
  private final Duration pause;

  LeaseKeeper(String route, Duration ackWait) {
    this.pause = ackWait.dividedBy(PASSES_PER_ACK_WAIT);
    Thread.ofVirtual().name("lease-" + route).start(this::run);
  }

  /**
   * Begins to keep a message leased.
   *
   * @return the delivery to work on; empty if the same message is held already and only its lease
   *     was lost
   */
  Optional<Delivery> hold(Message message) {
    Delivery fresh = new Delivery(message);
    Delivery present = held.putIfAbsent(fresh.sequence(), fresh);
    if (present == null) {
      return Optional.of(fresh);
    }
    present.redelivered(message);
    return Optional.empty();
  }

  /** Stops extending: the message is acknowledged, or given back. */
  void letGo(Delivery delivery) {
    held.remove(delivery.sequence());
  }

  int size() {
    return held.size();
  }

  private void run() {
    try {
      while (!stop.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        extend();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void extend() {
    try {
      for (Delivery delivery : held.values()) {
        delivery.message().inProgress();
      }
    } catch (IllegalStateException e) {
      // The connection is down; the client reconnects, and the next pass extends what is still
      // leased.
      LOG.warn("leases not extended: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    stop.release();
  }
}
