// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import dev.mneme.servers.ChildProcess.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A NATS server with JetStream on files. */
public final class NatsServer extends Server {
  private final Path program;
  private final Path data;
  private final List<String> more;
  private final int monitorPort = Ports.free();

  private NatsServer(Home home, int port, Path program, List<String> more) {
    super(home, port);
    this.program = program;
    this.data = home.data("nats");
    this.more = more;
  }

  /** Starts a server on any free port. */
  public static NatsServer start(Home home) {
    return start(home, Ports.free());
  }

  /** Starts a server on a given port. */
  public static NatsServer start(Home home, int port) {
    return start(home, port, List.of());
  }

  /** Starts a server on any free port with a configuration file, which adds to what it has. */
  public static NatsServer start(Home home, Path configuration) {
    return start(home, Ports.free(), List.of("--config=" + configuration));
  }

  private static NatsServer start(Home home, int port, List<String> more) {
    NatsServer server = new NatsServer(home, port, Binaries.standard().natsServer(), more);
    server.start();
    return server;
  }

  /** {@code nats://127.0.0.1:<port>}. */
  public String url() {
    return "nats://127.0.0.1:" + port();
  }

  @Override
  Command command() {
    List<String> line =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--addr=127.0.0.1",
                "--port=" + port(),
                "--http_port=" + monitorPort,
                "--jetstream",
                "--store_dir=" + data));
    line.addAll(more);
    return Command.of("nats", line, Map.of());
  }

  @Override
  boolean ready() {
    return answers(monitorPort, "/healthz", 200);
  }
}
