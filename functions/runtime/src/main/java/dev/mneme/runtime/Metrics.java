// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What the process counts, told in Prometheus' text format 0.0.4. */
final class Metrics implements AutoCloseable {
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

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicInteger inFlight = new AtomicInteger();
  private final ProcessMeters process = new ProcessMeters(registry);

  Metrics() {
    registry.gauge("mneme.requests.in.flight", inFlight);
  }

  /** Where a function adds meters of its own. */
  MeterRegistry registry() {
    return registry;
  }

  /** Counts a piece of work in; closing it counts it out. */
  Work work() {
    return new Work();
  }

  /** Counts a request that met no handler. */
  void turnedAway(int status) {
    registry.counter("mneme.requests.turned.away", "status", Integer.toString(status)).increment();
  }

  /** Counts what became of one event. */
  void event(String outcome) {
    registry.counter("mneme.events", "outcome", outcome).increment();
  }

  /** The page that is scraped. */
  Response handle(Request request) {
    process.bind();
    return Response.bytes(200, TEXT, registry.scrape().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    process.close();
    registry.close();
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
          .register(registry)
          .record(Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
