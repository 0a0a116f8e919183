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
 * Elasticsearch, a cluster of one node, of as much of it as the registry has: vectors and English,
 * but no scripts, and no deletion by query. It asks nobody who they are, so it listens on the
 * loopback interface only.
 */
public final class ElasticsearchServer extends SearchServer {
  private final Path installation;

  private ElasticsearchServer(Home home, int port, Path installation) {
    super(home, port, "elasticsearch");
    this.installation = installation;
  }

  /** Starts a server on a free port, with half a gibibyte of heap. */
  public static ElasticsearchServer start(Home home) {
    ElasticsearchServer server =
        new ElasticsearchServer(home, Ports.free(), Binaries.standard().elasticsearch());
    server.configure("elasticsearch.yml");
    server.start();
    return server;
  }

  @Override
  Command command() {
    List<String> line = new ArrayList<>(java(HEAP_MEBIBYTES));
    line.addAll(
        List.of(
            "--enable-native-access=org.elasticsearch.nativeaccess,org.apache.lucene.core",
            "--add-modules=jdk.incubator.vector,jdk.net,ALL-MODULE-PATH",
            "--module-path",
            installation.resolve("lib").toString(),
            "-Des.distribution.type=tar",
            "-cp",
            installation.resolve("launcher").toString(),
            "Launcher",
            installation.toString(),
            configuration().toString()));
    return Command.of("elasticsearch", line, Map.of(), StopSignal.TERM, Duration.ofSeconds(30));
  }
}
