// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import dev.mneme.servers.ChildProcess.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry of container images (CNCF Distribution) on files, over plain HTTP. */
public final class RegistryServer extends Server {
  private static final String NAME = "registry";
  private static final Pattern PASSWORD = Pattern.compile("password=(\\S+) user=" + user());

  private final Path program;
  private final Path configuration;
  private final Path log;

  private RegistryServer(Home home, int port, Path program) {
    super(home, port);
    this.program = program;
    this.configuration = home.data(NAME).resolve("config.yml");
    this.log = home.log(NAME);
  }

  /** Whether it was built already, or Go is here to build it with. */
  public static boolean canStart() {
    return Binaries.standard().hasRegistry();
  }

  /** Starts a registry on a free port. */
  public static RegistryServer start(Home home) {
    RegistryServer server = new RegistryServer(home, Ports.free(), Binaries.standard().registry());
    server.configure();
    server.start();
    return server;
  }

  /** {@code 127.0.0.1:<port>}, as names of images begin. */
  public String address() {
    return "127.0.0.1:" + port();
  }

  /** Who may push and pull; nobody else may do either. */
  public static String user() {
    return "docker";
  }

  /** Another one in every home. */
  public String password() {
    // The registry makes it where it finds none, and tells it nowhere else.
    Matcher told = PASSWORD.matcher(log());
    if (!told.find()) {
      throw new ServerException("the registry told no password in " + log);
    }
    return told.group(1);
  }

  /** What it was asked and what it said, so far. */
  public String log() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  private void configure() {
    try {
      Files.writeString(
          configuration,
          """
          version: 0.1
          log: {level: warn}
          http: {addr: "%s"}
          storage: {filesystem: {rootdirectory: "%s"}}
          auth: {htpasswd: {realm: mneme, path: "%s"}}
          """
              .formatted(
                  address(),
                  configuration.resolveSibling("data"),
                  configuration.resolveSibling("htpasswd")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + configuration, e);
    }
  }

  @Override
  Command command() {
    return Command.of(
        NAME,
        List.of(program.toString(), "serve", configuration.toString()),
        // It would send traces to whoever listens where OpenTelemetry expects a collector.
        Map.of("OTEL_TRACES_EXPORTER", "none"));
  }

  @Override
  boolean ready() {
    return answers(port(), "/v2/", 401);
  }
}
