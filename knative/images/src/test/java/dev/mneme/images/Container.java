// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images;

import dev.mneme.servers.ChildProcess;
import dev.mneme.servers.ChildProcess.Command;
import dev.mneme.servers.Home;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A bundle that runs, by runc. */
final class Container implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final String id = "mneme-" + UUID.randomUUID();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path state;
  private final URI uri;
  private final ChildProcess process;

  Container(Home home, Path bundle, int port) {
    this.state = home.data("runc");
    this.uri = URI.create("http://127.0.0.1:" + port + "/");
    this.process =
        ChildProcess.start(
            home,
            Command.of("container", runc("run", "--bundle", bundle.toString(), id), Map.of()));
    process.awaitReady(LIMIT, this::ready);
  }

  URI uri() {
    return uri;
  }

  HttpClient http() {
    return http;
  }

  /** Whether it says that it can take requests. */
  boolean ready() {
    HttpRequest probe = HttpRequest.newBuilder(uri.resolve("/readyz")).build();
    try {
      return http.send(probe, BodyHandlers.discarding()).statusCode() / 100 == 2;
    } catch (IOException nobody) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Body of a GET. */
  String get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri.resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }

  /** What a process in the container is allowed and limited to, line by line. */
  List<String> limits() throws Exception {
    String pid = run("ps", "--format", "json", id).replaceAll("[^0-9]", "");
    return Files.readAllLines(Path.of("/proc", pid, "status"));
  }

  void terminate() throws Exception {
    run("kill", id, "TERM");
  }

  int awaitExit() {
    return process.awaitExit(LIMIT);
  }

  void await(BooleanSupplier condition) {
    process.awaitReady(LIMIT, condition);
  }

  /** What it logged. */
  String log() {
    return process.tail();
  }

  @Override
  public void close() throws Exception {
    http.close();
    run("delete", "--force", id);
    process.close();
  }

  private String run(String... arguments) throws Exception {
    Process process = new ProcessBuilder(runc(arguments)).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return printed;
  }

  private List<String> runc(String... arguments) {
    List<String> line = new ArrayList<>(List.of("runc", "--root", state.toString()));
    line.addAll(List.of(arguments));
    return line;
  }
}
