// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What OpenSearch and Elasticsearch, of one descent, have in common. */
abstract sealed class SearchServer extends Server permits OpenSearchServer, ElasticsearchServer {
  static final int HEAP_MEBIBYTES = 512;

  private final Path directory;

  SearchServer(Home home, int port, String name) {
    super(home, port);
    this.directory = home.data(name);
  }

  /** {@code http://127.0.0.1:<port>}. */
  public final URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  final Path configuration() {
    return directory.resolve("config");
  }

  /** Writes the settings of a node that nobody reaches but this machine. */
  final void configure(String file) {
    try {
      Home.create(configuration());
      Home.create(temporary());
      Files.writeString(
          configuration().resolve(file),
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
          configuration().resolve("log4j2.properties"),
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

  /** The options of both Java machines. */
  final List<String> java(int heapMebibytes) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xms" + heapMebibytes + "m",
        "-Xmx" + heapMebibytes + "m",
        "-XX:+UseSerialGC",
        "--sun-misc-unsafe-memory-access=allow",
        "-Djava.io.tmpdir=" + temporary());
  }

  private Path temporary() {
    return directory.resolve("tmp");
  }

  @Override
  final boolean ready() {
    return answers(port(), "/_cluster/health?wait_for_status=yellow&timeout=1s", 200);
  }
}
