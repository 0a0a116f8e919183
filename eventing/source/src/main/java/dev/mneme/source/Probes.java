// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mneme.source.metrics.SourceMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * {@code /livez}, {@code /readyz} and {@code /metrics}: answered from memory, they cause no traffic
 * and no work.
 */
final class Probes implements AutoCloseable {
  private final HttpServer server;
  private volatile BooleanSupplier ready = () -> false;

  /** Alive from now on, and not ready yet. */
  Probes(int port, SourceMetrics metrics) throws IOException {
    server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    answer("/livez", () -> true);
    answer("/readyz", () -> ready.getAsBoolean());
    server.createContext("/metrics", exchange -> scrape(exchange, metrics));
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What readiness is from now on. */
  void readyWhile(BooleanSupplier state) {
    ready = state;
  }

  private static void scrape(HttpExchange exchange, SourceMetrics metrics) throws IOException {
    try (exchange) {
      byte[] page = metrics.scrape().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", SourceMetrics.MEDIA_TYPE);
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  private void answer(String path, BooleanSupplier healthy) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(healthy.getAsBoolean() ? 204 : 503, -1);
          }
        });
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
