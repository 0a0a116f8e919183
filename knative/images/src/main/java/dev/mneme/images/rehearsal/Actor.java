// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.rehearsal;

import dev.mneme.servers.ChildProcess;
import dev.mneme.servers.ChildProcess.Command;
import dev.mneme.servers.ChildProcess.StopSignal;
import dev.mneme.servers.Home;
import dev.mneme.servers.Ports;
import dev.mneme.servers.Probe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A program of an image as a process of this machine. */
public final class Actor implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** The JVM writes down what it learnt when it ends. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  private final ChildProcess process;
  private final URI uri;

  private Actor(ChildProcess process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts a program and waits until it is ready.
   *
   * @param settings its environment, less the port
   * @param directory where it runs
   */
  public static Actor start(
      Home home, String name, List<String> line, Map<String, String> settings, Path directory) {
    int port = Ports.free();
    URI uri = URI.create("http://127.0.0.1:" + port + "/");
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PORT", Integer.toString(port));
    ChildProcess process =
        ChildProcess.start(
            home, new Command(name, line, environment, directory, StopSignal.TERM, GRACE));
    try {
      process.awaitReady(START_LIMIT, () -> Probe.ready(uri));
    } catch (RuntimeException e) {
      process.kill();
      throw e;
    }
    return new Actor(process, uri);
  }

  /** Where it listens. */
  public URI uri() {
    return uri;
  }

  /**
   * Waits for something that it brings about.
   *
   * @throws dev.mneme.servers.ServerException if it ends, or {@code limit} passes, before
   */
  void await(Duration limit, BooleanSupplier condition) {
    process.awaitReady(limit, condition);
  }

  /** Asks it to end, and waits until it has. */
  @Override
  public void close() {
    process.close();
  }
}
