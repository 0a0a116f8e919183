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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * OpenSearch with its k-NN plugin, a cluster of one node. It asks nobody who they are, so it
 * listens on the loopback interface only.
 */
public final class OpenSearchServer extends Server {
  private static final int HEAP_MEBIBYTES = 512;

  private final Path installation;
  private final Path directory;
  private final int heapMebibytes;

  private OpenSearchServer(Home home, int port, Path installation, int heapMebibytes) {
    super(home, port);
    this.installation = installation;
    this.directory = home.data("opensearch");
    this.heapMebibytes = heapMebibytes;
  }

  /** Starts a server on a free port, with half a gibibyte of heap. */
  public static OpenSearchServer start(Home home) {
    return start(home, HEAP_MEBIBYTES);
  }

  /** Starts a server on a free port. */
  public static OpenSearchServer start(Home home, int heapMebibytes) {
    OpenSearchServer server =
        new OpenSearchServer(home, Ports.free(), Binaries.standard().openSearch(), heapMebibytes);
    server.configure();
    server.start();
    return server;
  }

  /** {@code http://127.0.0.1:<port>}. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  private void configure() {
    try {
      Path configuration = Home.create(directory.resolve("config"));
      Home.create(directory.resolve("tmp"));
      Files.writeString(
          configuration.resolve("opensearch.yml"),
          """
          cluster.name: mneme
          node.name: mneme
          path.data: %1$s/data
          path.logs: %1$s/logs
          network.host: 127.0.0.1
          http.port: %2$d
          transport.port: 0
          discovery.type: single-node
          action.auto_create_index: false
          # The disk of a person's machine may be nearly full for long, and the index is small.
          cluster.routing.allocation.disk.threshold_enabled: false
          """
              .formatted(directory, port()));
      Files.writeString(
          configuration.resolve("log4j2.properties"),
          """
          appender.console.type = Console
          appender.console.name = console
          appender.console.layout.type = PatternLayout
          appender.console.layout.pattern = %d{ISO8601} %-5p %c{1.} %m%n
          rootLogger.level = warn
          rootLogger.appenderRef.console.ref = console
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Command command() {
    List<String> line = new ArrayList<>(Unprivileged.prefix("OpenSearch"));
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "-Xms" + heapMebibytes + "m",
            "-Xmx" + heapMebibytes + "m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-modules=jdk.incubator.vector",
            "-Dopensearch.path.home=" + installation,
            "-Dopensearch.path.conf=" + directory.resolve("config"),
            "-Dopensearch.distribution.type=tar",
            "-Djava.io.tmpdir=" + directory.resolve("tmp"),
            "-cp",
            installation.resolve("lib") + "/*",
            "org.opensearch.bootstrap.OpenSearch"));
    return new Command(
        "opensearch", line, Map.of(), ChildProcess.StopSignal.TERM, Duration.ofSeconds(30));
  }

  @Override
  boolean ready() {
    return answers(port(), "/_cluster/health?wait_for_status=yellow&timeout=1s", 200);
  }
}
