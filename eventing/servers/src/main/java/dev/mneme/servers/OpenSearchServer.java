// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import dev.mneme.servers.ChildProcess.Command;
import dev.mneme.servers.ChildProcess.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * OpenSearch with its k-NN plugin, a cluster of one node. It asks nobody who they are, so it
 * listens on the loopback interface only.
 */
public final class OpenSearchServer extends SearchServer {
  private final Path installation;
  private final int heapMebibytes;

  private OpenSearchServer(Home home, int port, Path installation, int heapMebibytes) {
    super(home, port, "opensearch");
    this.installation = installation;
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
    server.configure("opensearch.yml");
    server.start();
    return server;
  }

  @Override
  Command command() {
    List<String> line = new ArrayList<>(Unprivileged.prefix("OpenSearch"));
    line.addAll(java(heapMebibytes));
    line.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-Dopensearch.path.home=" + installation,
            "-Dopensearch.path.conf=" + configuration(),
            "-Dopensearch.distribution.type=tar",
            "-cp",
            installation.resolve("lib") + "/*",
            "org.opensearch.bootstrap.OpenSearch"));
    return Command.of("opensearch", line, Map.of(), StopSignal.TERM, Duration.ofSeconds(30));
  }
}
