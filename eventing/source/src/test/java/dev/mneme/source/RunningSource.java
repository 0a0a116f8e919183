// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.servers.ChildProcess;
import dev.mneme.servers.ChildProcess.Command;
import dev.mneme.servers.Home;
import dev.mneme.servers.Ports;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The source as a process of its own, told everything by environment variables. */
final class RunningSource implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Home home;
  private final int port = Ports.free();
  private final ChildProcess process;

  RunningSource(Path directory, Map<String, String> settings) {
    this.home = new Home(directory);
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PORT", "" + port);
    List<String> line =
        List.of(
            JAVA,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            SourceMain.class.getName());
    process = ChildProcess.start(home, Command.of("source", line, environment));
  }

  RunningSource awaitReady() {
    process.awaitReady(LIMIT, () -> status("/readyz") == 204);
    return this;
  }

  RunningSource awaitAlive() {
    process.awaitReady(LIMIT, () -> status("/livez") == 204);
    return this;
  }

  /** Status of a probe; 0 if nobody answers. */
  int status(String path) {
    try {
      HttpURLConnection probe =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      try {
        return probe.getResponseCode();
      } finally {
        probe.disconnect();
      }
    } catch (IOException nobody) {
      return 0;
    }
  }

  /** SIGTERM, and no waiting. */
  void terminate() {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
  }

  int exitCode() {
    return process.awaitExit(LIMIT);
  }

  String log() throws IOException {
    return Files.readString(home.log("source"));
  }

  @Override
  public void close() {
    process.kill();
  }
}
