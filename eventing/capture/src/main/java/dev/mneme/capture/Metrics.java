// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the gateway counts, in Prometheus' text format. */
final class Metrics {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  void request(String path, int status, Duration took) {
    Timer.builder("mneme.capture.requests")
        .description("Requests by path and status")
        .tag("path", path)
        .tag("status", Integer.toString(status))
        .register(registry)
        .record(took);
  }

  void published(String type, boolean duplicate) {
    registry
        .counter("mneme.capture.events", "type", type, "duplicate", Boolean.toString(duplicate))
        .increment();
  }

  Answer scrape() {
    return Answer.text(200, TEXT, registry.scrape().getBytes(StandardCharsets.UTF_8));
  }
}
