// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import com.sun.net.httpserver.HttpServer;
import io.nats.client.Connection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** {@code /livez} and {@code /readyz}: answered from memory, they cause no traffic and no work. */
final class Probes implements AutoCloseable {
  private final HttpServer server;

  Probes(int port, Connection connection) throws IOException {
    server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    answer("/livez", () -> true);
    answer("/readyz", () -> connection.getStatus() == Connection.Status.CONNECTED);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
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
