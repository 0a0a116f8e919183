// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.coldstart;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * The floor: a CloudEvent in binary mode comes back, by the JDK alone. It runs from a jar of its
 * own, so it may use nothing but the JDK.
 */
public final class Echo {
  private Echo() {}

  /** Listens on {@code PORT} until it is told to stop. */
  public static void main(String[] arguments) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"))),
            0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          byte[] data = exchange.getRequestBody().readAllBytes();
          Map<String, List<String>> asked = exchange.getRequestHeaders();
          asked.forEach(
              (name, values) -> {
                if (name.regionMatches(true, 0, "ce-", 0, 3) || name.equals("Content-type")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
          exchange.sendResponseHeaders(200, data.length == 0 ? -1 : data.length);
          exchange.getResponseBody().write(data);
          exchange.close();
        });
    server.start();
  }
}
