// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import dev.mneme.topology.ApplyTopology;
import dev.mneme.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The topology of one stage. In front of a class path its files are found in place of those that
 * ship, so the programs under test run as they are.
 */
final class Manifests {
  /** After which the server delivers again what is neither acknowledged nor extended. */
  static final Duration ACK_WAIT = Duration.ofSeconds(3);

  private Manifests() {}

  /** Writes the manifests of a stage below {@code directory}. */
  static void write(Path directory, String stage, Shape shape) throws IOException {
    Path folder = directory.resolve(Topology.class.getPackageName().replace('.', '/'));
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("streams.yaml"),
        stream(stage, "mneme.in.text.captured.%s.*".formatted(stage), "workqueue", transform(shape))
            + stream(
                stage + "-replies", "mneme.in.memory.persisted.%s.*".formatted(stage), "limits", "")
            + stream(stage + "-dead", "mneme.deadletter.*.%s.*".formatted(stage), "limits", ""));
    Files.writeString(folder.resolve("consumers.yaml"), consumers(stage, shape));
    Files.writeString(folder.resolve("routes.yaml"), route(stage, shape));
  }

  /** Creates on a server what the files say. */
  static void apply(Path directory, String natsUrl) throws IOException, InterruptedException {
    ProcessBuilder program =
        new ProcessBuilder(Program.line(directory, ApplyTopology.class.getName()));
    program.environment().keySet().removeIf(key -> key.startsWith("MNEME_"));
    program.environment().put("MNEME_NATS_URL", natsUrl);
    Path log = directory.resolve("apply.log");
    program.redirectErrorStream(true).redirectOutput(log.toFile());
    int exit = program.start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("topology not applied: " + Files.readString(log));
    }
  }

  private static String stream(String name, String subject, String retention, String more) {
    return """
    ---
    apiVersion: jetstream.nats.io/v1beta2
    kind: Stream
    metadata:
      name: %1$s
    spec:
      name: %1$s
      subjects: ["%2$s"]
      retention: %3$s
      storage: file
      replicas: 1
      discard: new
      maxBytes: 268435456
      duplicateWindow: 10m
    %4$s\
    """
        .formatted(name, subject, retention, more);
  }

  private static String transform(Shape shape) {
    return """
      subjectTransform:
        source: mneme.in.*.*.*.*
        dest: mneme.{{wildcard(1)}}.{{wildcard(2)}}.{{partition(%d,3,4)}}.{{wildcard(3)}}.{{wildcard(4)}}
    """
        .formatted(shape.consumers());
  }

  private static String consumers(String stage, Shape shape) {
    return IntStream.range(0, shape.consumers())
        .mapToObj(
            shard ->
                """
                ---
                apiVersion: jetstream.nats.io/v1beta2
                kind: Consumer
                metadata:
                  name: %1$s-%2$d
                spec:
                  streamName: %1$s
                  durableName: %1$s-%2$d
                  deliverPolicy: all
                  ackPolicy: explicit
                  ackWait: %3$ds
                  maxDeliver: -1
                  maxAckPending: 4096
                  filterSubjects: ["mneme.*.*.%2$d.*.*"]
                """
                    .formatted(stage, shard, ACK_WAIT.toSeconds()))
        .collect(Collectors.joining());
  }

  private static String route(String stage, Shape shape) {
    return """
    routes:
      - name: %1$s
        stream: %1$s
        consumers: [%2$s]
        consumes: [dev.mneme.text.captured.v1]
        replies: [dev.mneme.memory.persisted.v1]
        concurrency: {least: 1, most: %3$d}
        window: %4$d
        attempts: 8
        deadline: %6$ds
        backoff: {first: 200ms, most: 5s}
        batch: {events: %5$d, age: 5ms}
    """
        .formatted(
            stage,
            String.join(", ", names(stage, shape)),
            shape.concurrency(),
            shape.window(),
            shape.batch(),
            shape.deadline().toSeconds());
  }

  private static List<String> names(String stage, Shape shape) {
    return IntStream.range(0, shape.consumers()).mapToObj(shard -> stage + "-" + shard).toList();
  }
}
