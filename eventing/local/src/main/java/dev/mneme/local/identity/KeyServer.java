// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Publishes an issuer's public key on this machine, and nothing else: tokens are not given out. */
public final class KeyServer implements AutoCloseable {
  private static final String PATH = "/.well-known/jwks.json";

  private final HttpServer server;

  private KeyServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens on a free port of the loopback interface.
   *
   * @throws UncheckedIOException if none can be had
   */
  public static KeyServer start(LocalIssuer issuer) {
    byte[] keys = issuer.publicKeys().getBytes(StandardCharsets.UTF_8);
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(PATH, exchange -> answer(exchange, keys));
      server.start();
      return new KeyServer(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the keys are. */
  public URI keys() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  private static void answer(HttpExchange exchange, byte[] keys) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
      exchange.sendResponseHeaders(200, keys.length);
      exchange.getResponseBody().write(keys);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
