// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import dev.mneme.servers.ChildProcess.Command;
import dev.mneme.servers.ChildProcess.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Postgres server with a database {@code postgres} and a superuser of the same name. */
public final class PostgresServer extends Server {
  private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);

  private final Path installation;
  private final Path directory;
  private final Path data;
  private final String password;
  private final Durability durability;

  private PostgresServer(Home home, int port, Path installation, Durability durability) {
    super(home, port);
    this.installation = installation;
    this.directory = home.data("postgres");
    this.data = directory.resolve("data");
    this.password = Secrets.of(directory.resolve("password"));
    this.durability = durability;
  }

  /** Starts a server on a free port, with a new database cluster if the home has none. */
  public static PostgresServer start(Home home, Durability durability) {
    PostgresServer server =
        new PostgresServer(home, Ports.free(), Binaries.standard().postgres(), durability);
    server.initialise();
    server.start();
    return server;
  }

  /** {@code jdbc:postgresql://127.0.0.1:<port>/postgres}. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
  }

  /** The superuser. */
  public String user() {
    return "postgres";
  }

  /** The superuser's password, another one in every home. */
  public String password() {
    return password;
  }

  /** initdb works beside the place and moves, so that a killed one is begun again. */
  private void initialise() {
    if (Files.exists(data)) {
      return;
    }
    Path unfinished = data.resolveSibling("data.unfinished");
    try {
      Trees.delete(unfinished);
      Tool.run(
          directory,
          INITDB_LIMIT,
          unprivileged(
              "initdb",
              "--pgdata=" + unfinished,
              "--username=" + user(),
              "--pwfile=" + data.resolveSibling("password"),
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              durability == Durability.KEPT ? "--sync-method=fsync" : "--no-sync"));
      Files.move(unfinished, data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Command command() {
    List<String> line =
        unprivileged("postgres", "-D", data.toString(), "-p", Integer.toString(port()));
    settings().forEach(setting -> line.addAll(List.of("-c", setting)));
    // SIGINT is Postgres' fast shutdown; SIGTERM would wait until every client has gone.
    return Command.of("postgres", line, Map.of(), StopSignal.INT, Duration.ofSeconds(20));
  }

  private Stream<String> settings() {
    Stream<String> always =
        Stream.of("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100");
    return durability == Durability.KEPT
        ? always
        : Stream.concat(
            always, Stream.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
  }

  private List<String> unprivileged(String program, String... arguments) {
    List<String> line = new ArrayList<>(Unprivileged.prefix("Postgres"));
    line.add(installation.resolve("bin").resolve(program).toString());
    line.addAll(List.of(arguments));
    return line;
  }

  @Override
  boolean ready() {
    try {
      Path status = data.resolve("postmaster.pid");
      return Files.exists(status)
          && Files.readString(status).stripTrailing().endsWith("ready")
          && Ports.open(port());
    } catch (IOException changing) {
      return false;
    }
  }

  /** Whether what was committed survives a loss of power. */
  public enum Durability {
    /** For data that is kept. */
    KEPT,
    /** For tests: faster, and whole only after an orderly end or a killed process. */
    THROWAWAY
  }
}
