// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HTTP server, with a virtual thread a request. */
final class FunctionServer implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int DRAIN_BYTES = 256 << 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private FunctionServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens and answers.
   *
   * @param port 0 takes any free one
   * @param read how long a client may take to send a request before its connection is closed
   * @throws UncheckedIOException if the port cannot be had
   */
  static FunctionServer start(int port, Duration read, HttpHandler handler) {
    configure(read);
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(port), BACKLOG, "/", handler);
      FunctionServer started = new FunctionServer(server);
      server.setExecutor(started.threads);
      server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port + ": " + e.getMessage(), e);
    }
  }

  /** The JDK takes these as system properties only, and reads them when its server first loads. */
  private static void configure(Duration read) {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", Long.toString(read.toSeconds()));
    // The rest of a refused body is read and thrown away, or its sender would not see the answer.
    System.setProperty("sun.net.httpserver.drainAmount", Integer.toString(DRAIN_BYTES));
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Closes every connection, whatever goes on there. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
