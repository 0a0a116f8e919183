// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A server on a port of the loopback interface. It keeps port and data when it is killed and
 * started again. Thread-safe.
 */
public abstract sealed class Server implements AutoCloseable
    permits NatsServer, PostgresServer, S3Server, MongoServer, SearchServer, Anvil, RegistryServer {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Home home;
  private final int port;
  private @Nullable ChildProcess process;

  Server(Home home, int port) {
    this.home = home;
    this.port = port;
  }

  abstract ChildProcess.Command command();

  abstract boolean ready();

  /** Port on 127.0.0.1. */
  public final int port() {
    return port;
  }

  /** Starts the server unless it runs, and waits until it serves. */
  public final synchronized void start() {
    if (running()) {
      return;
    }
    ChildProcess started = ChildProcess.start(home, command());
    process = started;
    try {
      started.awaitReady(START_LIMIT, this::ready);
    } catch (ServerException e) {
      started.close();
      throw e;
    }
  }

  /** Ends it as a crash would, and returns when it is gone. */
  public final synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** Whether its process is alive. */
  public final synchronized boolean running() {
    return process != null && process.alive();
  }

  /** Lets it end in its own way; what it keeps stays. */
  @Override
  public final synchronized void close() {
    if (process != null) {
      process.close();
    }
  }

  static boolean answers(int port, String path, int status) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return Probe.status(uri).equals(OptionalInt.of(status));
  }
}
