// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the process counts, told in Prometheus' text format 0.0.4. The registry is made when the
 * first answer has been given or somebody asks: it would keep the first event waiting.
 */
final class Metrics implements AutoCloseable {
  static final String DONE = "done";
  static final String REFUSED = "refused";
  static final String LATER = "later";

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5)
  };

  private final AtomicInteger inFlight = new AtomicInteger();
  private final Map<String, LongAdder> events =
      Map.of(DONE, new LongAdder(), REFUSED, new LongAdder(), LATER, new LongAdder());
  private final ProcessMeters process = new ProcessMeters();
  private final Lock lock = new ReentrantLock();
  private @Nullable PrometheusMeterRegistry made;

  /** Where a function adds meters of its own. */
  MeterRegistry registry() {
    return prometheus();
  }

  /** Counts a piece of work in; closing it counts it out. */
  Work work() {
    return new Work();
  }

  /** Counts a request that met no handler. */
  void turnedAway(int status) {
    registry()
        .counter("mneme.requests.turned.away", "status", Integer.toString(status))
        .increment();
  }

  /**
   * Counts what became of one event.
   *
   * @param outcome {@link #DONE}, {@link #REFUSED} or {@link #LATER}
   */
  void event(String outcome) {
    Objects.requireNonNull(events.get(outcome), outcome).increment();
  }

  /** The page that is scraped. */
  Response handle(Request request) {
    process.bind(registry());
    return Response.bytes(200, TEXT, prometheus().scrape().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    process.close();
    lock.lock();
    try {
      if (made != null) {
        made.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private PrometheusMeterRegistry prometheus() {
    lock.lock();
    try {
      PrometheusMeterRegistry registry = made;
      if (registry == null) {
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.gauge("mneme.requests.in.flight", inFlight);
        for (Map.Entry<String, LongAdder> one : events.entrySet()) {
          FunctionCounter.builder("mneme.events", one.getValue(), LongAdder::doubleValue)
              .tag("outcome", one.getKey())
              .register(registry);
        }
        made = registry;
      }
      return registry;
    } finally {
      lock.unlock();
    }
  }

  /** One request that is work, while it lasts. */
  final class Work implements AutoCloseable {
    private final long start = System.nanoTime();
    private String status = "none";

    private Work() {
      inFlight.incrementAndGet();
    }

    void answered(int withStatus) {
      status = Integer.toString(withStatus);
    }

    @Override
    public void close() {
      inFlight.decrementAndGet();
      Timer.builder("mneme.requests")
          .description("Requests that were worked on, by the status of the answer")
          .tag("status", status)
          .serviceLevelObjectives(BUCKETS)
          .register(registry())
          .record(Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
