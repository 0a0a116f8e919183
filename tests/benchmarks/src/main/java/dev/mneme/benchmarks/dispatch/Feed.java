// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.contract.EventType;
import io.cloudevents.CloudEvent;
import io.nats.client.JetStream;
import io.nats.client.api.PublishAck;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** Fills streams, as fast as the server takes it or at a fixed rate. */
final class Feed {
  private static final int IN_FLIGHT = 2_000;

  private final JetStream jetStream;

  Feed(JetStream jetStream) {
    this.jetStream = jetStream;
  }

  /** Stores so many events; returns when the last is on disk. */
  void fill(EventType type, int count, IntFunction<String> user) throws InterruptedException {
    Flight flight = new Flight();
    for (int i = 0; i < count; i++) {
      flight.send(Events.event(type, user.apply(i)));
    }
    flight.land();
  }

  /** Sends events by a timetable, each with the time it was due; returns when all are stored. */
  void pace(EventType type, Timetable timetable, IntFunction<String> user)
      throws InterruptedException {
    Flight flight = new Flight();
    for (int i = 0; i < timetable.count(); i++) {
      flight.send(Events.dueEvent(type, user.apply(i), timetable.await(i)));
    }
    flight.land();
  }

  /** What is published and not confirmed. */
  private final class Flight {
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final AtomicReference<Throwable> trouble = new AtomicReference<>();

    void send(CloudEvent event) throws InterruptedException {
      room.acquire();
      CompletableFuture<PublishAck> stored = jetStream.publishAsync(Events.message(event));
      stored.whenComplete(
          (ack, failure) -> {
            if (failure != null) {
              trouble.compareAndSet(null, failure);
            }
            room.release();
          });
    }

    void land() throws InterruptedException {
      room.acquire(IN_FLIGHT);
      Throwable failure = trouble.get();
      if (failure != null) {
        throw new IllegalStateException("an event was not stored: " + failure, failure);
      }
    }
  }
}
