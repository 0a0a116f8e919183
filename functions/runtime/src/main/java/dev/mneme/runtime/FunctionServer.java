// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import com.sun.net.httpserver.HttpServer;
import dev.mneme.contract.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HTTP server, a virtual thread a request. */
final class FunctionServer implements AutoCloseable {
  private static final String DRAIN_BYTES = Integer.toString(256 << 20);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RuntimeSettings settings;
  private volatile boolean draining;

  /**
   * Binds the port; nothing is answered before {@link #start}.
   *
   * @throws UncheckedIOException if the port cannot be had
   */
  FunctionServer(RuntimeSettings settings) {
    this.settings = settings;
    configure(settings);
    try {
      server = HttpServer.create(new InetSocketAddress(settings.port()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + settings.port(), e);
    }
    server.setExecutor(threads);
  }

  /** The JDK's server is told these by system properties only, read when its first class loads. */
  private static void configure(RuntimeSettings settings) {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "" + settings.read().toSeconds());
    // What a refused sender still sends is read and thrown away, or it would not see the answer.
    System.setProperty("sun.net.httpserver.drainAmount", DRAIN_BYTES);
  }

  void start(Front front) {
    server.createContext("/", front);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Alive as long as it can answer at all. */
  Response live(Request request) {
    return Response.none();
  }

  /** Ready until told to stop. It asks nobody else: a probe is never work. */
  Response ready(Request request) {
    return draining
        ? Response.problem(Problem.of(503, "Draining", "this process is about to end"))
        : Response.none();
  }

  /** Takes no new connection and waits for what is in flight. */
  @Override
  public void close() {
    draining = true;
    server.stop((int) settings.shutdown().toSeconds());
    threads.close();
  }
}
