// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acknowledges the messages of one consumer in groups: what comes while the server confirms one
 * group is the next. The server takes the acknowledgements of a connection to a consumer in order,
 * so that it is enough to have the last of a group confirmed. Safe for use by several threads.
 */
final class Acknowledger {
  private static final Logger LOG = LoggerFactory.getLogger(Acknowledger.class);
  private static final byte[] ACK = "+ACK".getBytes(StandardCharsets.US_ASCII);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private record Ack(Delivery delivery, String subject, CompletableFuture<Void> confirmed) {}

  private final Connection connection;
  private final LostConfirmation lost;
  private final String name;
  private final Queue<Ack> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * @param lost what to look up where nothing was confirmed
   * @param route for the name of the thread
   */
  Acknowledger(Connection connection, LostConfirmation lost, String route) {
    this.connection = connection;
    this.lost = lost;
    this.name = "ack-" + route;
  }

  /**
   * Begins to acknowledge a message.
   *
   * @return complete once the server has confirmed; failed where it did not, and where it either
   *     has the message still or cannot be asked
   */
  CompletableFuture<Void> acknowledge(Delivery delivery) {
    Ack ack = new Ack(delivery, delivery.ackSubject(), new CompletableFuture<>());
    waiting.add(ack);
    work();
    return ack.confirmed;
  }

  private void work() {
    if (busy.compareAndSet(false, true)) {
      Thread.ofVirtual().name(name).start(this::commitAll);
    }
  }

  private void commitAll() {
    for (List<Ack> group = group(); !group.isEmpty(); group = group()) {
      commit(group);
    }
    busy.set(false);
    // What was added between the last look and the line above has found us busy.
    if (!waiting.isEmpty()) {
      work();
    }
  }

  private List<Ack> group() {
    List<Ack> group = new ArrayList<>();
    for (Ack ack = waiting.poll(); ack != null; ack = waiting.poll()) {
      group.add(ack);
    }
    return group;
  }

  private void commit(List<Ack> group) {
    try {
      for (Ack ack : group.subList(0, group.size() - 1)) {
        connection.publish(ack.subject, ACK);
      }
      confirm(connection.request(group.getLast().subject, ACK, TIMEOUT));
      group.forEach(ack -> ack.confirmed.complete(null));
    } catch (TimeoutException | RuntimeException e) {
      unconfirmed(group, e);
    } catch (InterruptedException e) {
      group.forEach(ack -> ack.confirmed.completeExceptionally(e));
      Thread.currentThread().interrupt();
    }
  }

  private void unconfirmed(List<Ack> group, Exception trouble) {
    try {
      for (Ack ack : group) {
        if (lost.of(ack.delivery)) {
          ack.confirmed.complete(null);
        }
      }
    } catch (IOException | JetStreamApiException | RuntimeException e) {
      LOG.debug("acknowledgements not looked up", e);
    }
    group.forEach(ack -> ack.confirmed.completeExceptionally(trouble));
  }

  private static void confirm(@Nullable Message answer) throws TimeoutException {
    if (answer == null) {
      throw new TimeoutException("no confirmation within " + TIMEOUT.toSeconds() + " s");
    }
    if (answer.isStatusMessage()) {
      throw new IllegalStateException("not confirmed: " + answer.getStatus().getMessage());
    }
  }
}
