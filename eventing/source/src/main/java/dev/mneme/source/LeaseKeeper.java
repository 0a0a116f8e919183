// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.source.metrics.RouteMetrics;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.impl.AckType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** A pass of many pauses after this many, so that no acknowledgement queues behind all. */
  private static final int SLICE = 32;

  private static final Duration LONGEST_REST = Duration.ofMillis(50);

  private final Map<Long, Delivery> held = new ConcurrentHashMap<>();
  private final Semaphore stop = new Semaphore(0);
  private final Connection connection;
  private final RouteMetrics metrics;
  private final Duration pause;

  LeaseKeeper(String route, Connection connection, Duration ackWait, RouteMetrics metrics) {
    this.connection = connection;
    this.metrics = metrics;
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

  /** The newest delivery of a message counts, if it is still held. */
  void holdAgain(Message message) {
    held.computeIfPresent(
        message.metaData().streamSequence(),
        (sequence, present) -> {
          present.redelivered(message);
          return present;
        });
  }

  /** Places in the stream of all that is held. */
  Set<Long> sequences() {
    return Set.copyOf(held.keySet());
  }

  /** Stops extending: the message is acknowledged, or given back. */
  void letGo(Delivery delivery) {
    held.remove(delivery.sequence());
  }

  /** Whether the message of a sequence is held. */
  boolean holds(long sequence) {
    return held.containsKey(sequence);
  }

  /** Gives a message back: the server delivers it again at once. */
  void giveBack(Delivery delivery) {
    connection.publish(delivery.ackSubject(), AckType.AckNak.bytes);
  }

  /** Messages held. */
  int held() {
    return held.size();
  }

  /** When the oldest of them was stored in its stream. */
  Optional<Instant> oldest() {
    return held.values().stream()
        .min(Comparator.comparingLong(Delivery::sequence))
        .map(Delivery::stored);
  }

  private void run() {
    try {
      while (!stop.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        if (!extend()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Extends all that is held; {@code false} if it was told to stop on the way. */
  private boolean extend() throws InterruptedException {
    long rest = rest().toNanos();
    int extended = 0;
    try {
      for (Delivery delivery : held.values()) {
        connection.publish(delivery.ackSubject(), AckType.AckProgress.bytes);
        metrics.extended(1);
        extended++;
        if (extended % SLICE == 0 && stop.tryAcquire(rest, TimeUnit.NANOSECONDS)) {
          return false;
        }
      }
    } catch (IllegalStateException e) {
      // The connection is down; the client reconnects, and the next pass extends what is still
      // leased.
      LOG.warn("leases not extended: {}", e.getMessage());
    }
    return true;
  }

  /** However many are held, a pass rests for no more than half the time between two passes. */
  private Duration rest() {
    Duration even = pause.dividedBy(2L * (held.size() / SLICE + 1L));
    return even.compareTo(LONGEST_REST) < 0 ? even : LONGEST_REST;
  }

  @Override
  public void close() {
    stop.release();
  }
}
