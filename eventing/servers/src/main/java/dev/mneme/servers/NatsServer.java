// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import dev.mneme.servers.ChildProcess.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A NATS server with JetStream on files. */
public final class NatsServer extends Server {
  private final Path program;
  private final Path data;
  private final int monitorPort = Ports.free();

  private NatsServer(Home home, int port, Path program) {
    super(home, port);
    this.program = program;
    this.data = home.data("nats");
  }

  /** Starts a server on any free port. */
  public static NatsServer start(Home home) {
    return start(home, Ports.free());
  }

  /** Starts a server on a given port. */
  public static NatsServer start(Home home, int port) {
    NatsServer server = new NatsServer(home, port, Binaries.standard().natsServer());
    server.start();
    return server;
  }

  /** {@code nats://127.0.0.1:<port>}. */
  public String url() {
    return "nats://127.0.0.1:" + port();
  }

  @Override
  Command command() {
    return Command.of(
        "nats",
        List.of(
            program.toString(),
            "--addr=127.0.0.1",
            "--port=" + port(),
            "--http_port=" + monitorPort,
            "--jetstream",
            "--store_dir=" + data),
        Map.of());
  }

  @Override
  boolean ready() {
    return answers(monitorPort, "/healthz", 200);
  }
}
