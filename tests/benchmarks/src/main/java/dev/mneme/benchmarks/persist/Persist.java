// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.persist;

import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.batch.Outcomes;
import dev.mneme.persist.copies.Content;
import dev.mneme.servers.ChildProcess;
import dev.mneme.servers.ChildProcess.Command;
import dev.mneme.servers.Home;
import dev.mneme.servers.Ports;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The function as a process of its own, with the options that {@code ./mneme up} gives it. */
final class Persist implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final ChildProcess process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI uri;

  Persist(Home home, Stores stores) {
    int port = Ports.free();
    uri = URI.create("http://127.0.0.1:" + port + "/");
    Map<String, String> environment = new HashMap<>(stores.settings());
    environment.put("PORT", Integer.toString(port));
    process = ChildProcess.start(home, Command.of("persist", line(), environment));
    process.awaitReady(START_LIMIT, () -> Ports.open(port));
  }

  /**
   * Keeps a batch, as the source sends it.
   *
   * @throws IOException unless every memory is persisted
   */
  void keep(List<Content> batch) throws IOException, InterruptedException {
    List<CloudEvent> events = batch.stream().map(Memories::event).toList();
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", EventBatch.MEDIA_TYPE)
            .POST(BodyPublishers.ofByteArray(EventBatch.write(events)))
            .build();
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    for (Outcome outcome : Outcomes.read(response.body(), events)) {
      if (!(outcome instanceof Outcome.Done)) {
        throw new IOException("persist: expected every memory to be kept, found " + outcome);
      }
    }
  }

  @Override
  public void close() {
    http.close();
    process.close();
  }

  private static List<String> line() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Dhttp.maxConnections=64",
        "-Xmx512m",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.mneme.persist.PersistApplication");
  }
}
