// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import dev.mneme.binding.NatsMessageFactory;
import dev.mneme.connection.NatsConnection;
import dev.mneme.contract.EventType;
import dev.mneme.local.stack.NatsClient;
import dev.mneme.source.deadletter.DeadLetter;
import io.cloudevents.CloudEvent;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Looks on while events are published, as any observer could: it consumes nothing and holds nothing
 * up. An event that is published twice is seen once.
 */
final class EventWatch implements AutoCloseable {
  private final NatsConnection connection;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<EventType, Map<String, CloudEvent>> events = new EnumMap<>(EventType.class);
  private final List<Ended> deadLetters = new ArrayList<>();

  EventWatch(String url) throws InterruptedException, TimeoutException {
    connection = NatsClient.connect(url);
    Dispatcher dispatcher = connection.connection().createDispatcher();
    dispatcher.subscribe("mneme.in.>", this::published);
    dispatcher.subscribe("mneme.deadletter.>", this::ended);
    connection.connection().flush(Duration.ofSeconds(10));
  }

  /** An event that became a dead letter: the memory it was about, and the record of its end. */
  record Ended(String memory, DeadLetter record) {}

  /** The events of one type so far, oldest first. */
  List<CloudEvent> events(EventType type) {
    lock.lock();
    try {
      return List.copyOf(events.getOrDefault(type, Map.of()).values());
    } finally {
      lock.unlock();
    }
  }

  int count(EventType type) {
    return events(type).size();
  }

  List<Ended> deadLetters() {
    lock.lock();
    try {
      return List.copyOf(deadLetters);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a condition on what was seen holds.
   *
   * @param looked called after each look
   * @return whether it holds; {@code false} once the deadline has passed
   */
  boolean await(Deadline deadline, BooleanSupplier condition, Runnable looked)
      throws InterruptedException {
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        looked.run();
        if (changed.awaitNanos(deadline.left().toNanos()) <= 0) {
          return condition.getAsBoolean();
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void published(Message message) {
    CloudEvent event = NatsMessageFactory.createReader(message).toEvent();
    seen(
        () ->
            events
                .computeIfAbsent(EventType.of(event), type -> new LinkedHashMap<>())
                .putIfAbsent(event.getSource() + " " + event.getId(), event));
  }

  private void ended(Message message) {
    CloudEvent event = NatsMessageFactory.createReader(message).toEvent();
    Ended end = new Ended(String.valueOf(event.getSubject()), DeadLetter.of(message));
    seen(() -> deadLetters.add(end));
  }

  private void seen(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws InterruptedException {
    connection.close();
  }
}
