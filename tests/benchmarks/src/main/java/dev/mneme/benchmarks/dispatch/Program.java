// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.benchmarks.http.NoOpFunction;
import dev.mneme.servers.ChildProcess;
import dev.mneme.servers.ChildProcess.Command;
import dev.mneme.servers.Home;
import dev.mneme.servers.Ports;
import dev.mneme.servers.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A Java program of ours as a process of its own, and what it uses. */
final class Program implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String SOURCE = "dev.mneme.source.SourceMain";
  private static final double MEBI = 1 << 20;

  private final ChildProcess process;

  private Program(ChildProcess process) {
    this.process = process;
  }

  static Program function(Home home, int port) {
    List<String> line = java(NoOpFunction.class.getName());
    return started(
        home,
        Command.of("function", line, Map.of("PORT", Integer.toString(port))),
        () -> Ports.open(port));
  }

  /** The source as it is deployed, but for the routes of the benchmark. */
  static Program source(Home home, String route, String nats, int functionPort) {
    int port = Ports.free();
    Map<String, String> environment =
        Map.of(
            "MNEME_NATS_URL",
            nats,
            "MNEME_ROUTES",
            routes(home).toString(),
            "MNEME_ROUTE",
            route,
            "K_SINK",
            "http://127.0.0.1:" + functionPort + "/",
            "PORT",
            Integer.toString(port));
    return started(
        home,
        Command.of("source-" + route, java(SOURCE), environment),
        () -> Probe.ready(URI.create("http://127.0.0.1:" + port)));
  }

  /** Processor time used so far, by all its threads. */
  Duration cpu() {
    return ProcessHandle.of(process.pid())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException(process.name() + " is gone" + process.tail()));
  }

  /** What lives on its heap, in MiB. */
  double liveHeap() throws IOException {
    // A histogram counts what a full collection has left.
    List<String> line = List.of(tool("jcmd"), Long.toString(process.pid()), "GC.class_histogram");
    Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
    try (Stream<String> lines = jcmd.inputReader(StandardCharsets.UTF_8).lines()) {
      return lines
          .filter(row -> row.startsWith("Total"))
          .mapToDouble(row -> Long.parseLong(row.split(" +", -1)[2]) / MEBI)
          .findFirst()
          .orElseThrow(() -> new IOException("cannot look into " + process.name()));
    }
  }

  private static Program started(Home home, Command command, BooleanSupplier ready) {
    ChildProcess process = ChildProcess.start(home, command);
    process.awaitReady(START_LIMIT, ready);
    return new Program(process);
  }

  private static List<String> java(String mainClass) {
    return List.of(
        tool("java"),
        "-Xmx512m",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-cp",
        System.getProperty("java.class.path"),
        mainClass);
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** The routes of the benchmark, as a file. */
  private static Path routes(Home home) {
    Path file = home.data("routes").resolve("routes.yaml");
    try (InputStream routes =
        Objects.requireNonNull(Program.class.getResourceAsStream("routes.yaml"))) {
      Files.copy(routes, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  @Override
  public void close() {
    process.close();
  }
}
