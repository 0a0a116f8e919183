// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.benchmarks.http.HttpStream;
import dev.mneme.contract.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** The floor without JetStream: events posted over connections that are kept open. */
final class RawHttp {
  private final int port;
  private final int connections;

  RawHttp(int port, int connections) {
    this.port = port;
    this.connections = connections;
  }

  /** Posts so many events as fast as it goes; events a second. */
  double rate(int events) throws InterruptedException {
    byte[] request = Events.request(Events.event(EventType.TEXT_CAPTURED, "user0"), port);
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime();
    Crew.run(
        connections,
        () -> {
          try (HttpStream stream = HttpStream.connect(port)) {
            while (next.getAndIncrement() < events) {
              stream.exchange(request);
            }
          }
        });
    return Crew.perSecond(events, begin);
  }

  /** Posts one event each time, over a connection that is closed with this process. */
  Crew.Work connected() {
    byte[] request = Events.request(Events.event(EventType.TEXT_CAPTURED, "user0"), port);
    try {
      HttpStream stream = HttpStream.connect(port);
      return () -> stream.exchange(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Posts events by a timetable, each over the next free connection. */
  void pace(Timetable timetable) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    Crew.run(
        connections,
        () -> {
          try (HttpStream stream = HttpStream.connect(port)) {
            for (int i = next.getAndIncrement();
                i < timetable.count();
                i = next.getAndIncrement()) {
              post(stream, timetable.await(i));
            }
          }
        });
  }

  private void post(HttpStream stream, long due) throws IOException {
    stream.exchange(Events.request(Events.dueEvent(EventType.TEXT_CAPTURED, "user0", due), port));
  }
}
