// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import dev.mneme.servers.ChildProcess.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server that speaks MongoDB's wire protocol: SecantusDB, on the storage engine that MongoDB
 * itself has. It is a replica set of one, so that sessions, transactions and change streams work,
 * and asks for a password. What was proven on it is in the README of this module.
 */
public final class MongoServer extends Server {
  private static final String USER = "mneme";
  private static final Duration FIRST_USER_LIMIT = Duration.ofMinutes(2);

  private static final String SETTINGS =
      """
      [oplog]
      # What was deleted can be read in the log of changes for as long as that is kept.
      retention_seconds = 60

      [storage]
      cache_size = "256M"
      """;

  /** As shipped, what was acknowledged last is in the memory of the process, and dies with it. */
  private static final String ENGINE_SETTINGS = "transaction_sync=(enabled=true,method=none)\n";

  private final Secantus secantus;
  private final Path directory;
  private final Path data;
  private final Path configuration;
  private final String password;

  private MongoServer(Home home, int port, Secantus secantus) {
    super(home, port);
    this.secantus = secantus;
    this.directory = home.data("mongo");
    this.data = directory.resolve("data");
    this.configuration = directory.resolve("secantusd.toml");
    this.password = Secrets.of(directory.resolve("password"));
  }

  /** Starts a server on a free port, with an empty store if the home has none. */
  public static MongoServer start(Home home) {
    MongoServer server = new MongoServer(home, Ports.free(), Binaries.standard().secantus());
    server.initialise();
    server.start();
    return server;
  }

  /** {@code mongodb://127.0.0.1:<port>}, for showing. */
  public URI address() {
    return URI.create("mongodb://127.0.0.1:" + port());
  }

  /**
   * {@code mongodb://user:password@127.0.0.1:<port>/mneme?authSource=admin}. What is acknowledged
   * outlives the server; whoever wants it to outlive a loss of power asks for {@code journal}.
   */
  public String uri() {
    return "mongodb://"
        + USER
        + ":"
        + password
        + "@127.0.0.1:"
        + port()
        + "/mneme?authSource=admin";
  }

  /**
   * The first user can be made only while no password is asked for. So a new store is made beside
   * the place, has its user before anybody is told of it, and then moves.
   */
  private void initialise() {
    Path unfinished = data.resolveSibling("data.unfinished");
    try {
      Trees.delete(unfinished);
      if (!Files.exists(data)) {
        Tool.run(
            directory,
            FIRST_USER_LIMIT,
            secantus.firstUser(unfinished, USER, directory.resolve("password")));
        Files.move(unfinished, data);
      }
      Files.writeString(configuration, SETTINGS);
      Files.writeString(data.resolve("WiredTiger.config"), ENGINE_SETTINGS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Command command() {
    return Command.of(
        "mongo",
        secantus.server(
            List.of(
                "--config=" + configuration,
                "--host=127.0.0.1",
                "--port=" + port(),
                "--storage-path=" + data,
                "--auth",
                "--log-level=WARNING")),
        Map.of());
  }

  @Override
  boolean ready() {
    return Ports.open(port());
  }
}
