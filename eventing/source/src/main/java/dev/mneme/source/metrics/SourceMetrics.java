// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.metrics;

import dev.mneme.contract.settings.Settings;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.nats.client.Connection;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All meters of one process, told in Prometheus' text format 0.0.4 when asked for, and sent by OTLP
 * over HTTP where the standard {@code OTEL_} variables name an endpoint. Safe for use by several
 * threads.
 */
public final class SourceMetrics implements AutoCloseable {
  /** Media type of {@link #scrape}. */
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry prometheus =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final Map<String, RouteMetrics> routes = new ConcurrentHashMap<>();
  private volatile @Nullable Connection connection;

  /**
   * Begins to count, and to export where the settings say so.
   *
   * @throws dev.mneme.contract.settings.SettingsException if an {@code OTEL_} variable is malformed
   */
  public SourceMetrics(Settings settings) {
    registry.add(prometheus);
    OtlpSettings.from(settings)
        .ifPresent(otlp -> registry.add(new OtlpMeterRegistry(otlp, Clock.SYSTEM)));
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gc.bindTo(registry);
    Gauge.builder("mneme.source.connected", this::connected)
        .description("Whether the connection to NATS is up: 1 or 0")
        .register(registry);
    FunctionCounter.builder("mneme.source.reconnects", this, SourceMetrics::reconnects)
        .description("Times that the connection to NATS was lost and came back")
        .register(registry);
  }

  /**
   * The meters of one route; to be looked up once, and not for each event.
   *
   * @param reasons that a dead letter of it may have
   * @param consumers that the route has, whoever owns them
   */
  public RouteMetrics route(String route, Collection<String> reasons, int consumers) {
    return routes.computeIfAbsent(
        route, name -> new RouteMetrics(registry, name, reasons, consumers));
  }

  /** The connection that is watched: whether it is up, and how often it came back. */
  public void connection(Connection watched) {
    connection = watched;
  }

  private int connected() {
    @Nullable Connection watched = connection;
    return watched != null && watched.getStatus() == Connection.Status.CONNECTED ? 1 : 0;
  }

  private double reconnects() {
    @Nullable Connection watched = connection;
    return watched == null ? 0 : watched.getStatistics().getReconnects();
  }

  /** The page that is scraped. */
  public String scrape() {
    return prometheus.scrape();
  }

  /** Sends what was counted last, then stops counting. */
  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
