// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.connection.NatsConnection;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import dev.mneme.servers.Ports;
import dev.mneme.topology.Topology;
import dev.mneme.topology.TopologyLoader;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items 8 and 9, seen from outside: how a process starts, is probed, and ends. */
class SourceProcessTest {
  private static final String STREAM = "mneme-classify";
  private static final String ROUTES =
      """
      routes:
        - name: one-by-one
          stream: mneme-classify
          consumers: [classify]
          consumes: [dev.mneme.text.captured.v1]
      """;
  private static final int TERMINATED = 143;
  private static final int BAD_SETTINGS = 78;

  private static NatsServer server;
  private static NatsConnection nats;

  @TempDir private Path directory;
  private Path routes = Path.of("");

  @BeforeAll
  static void startServer(@TempDir Path servers) throws Exception {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    server = NatsServer.start(new Home(servers));
    nats = NatsConnection.connect(server.url(), "test");
    applyTopology(nats);
  }

  @AfterAll
  static void stopServer() throws Exception {
    nats.close();
    server.close();
    Awaitility.reset();
  }

  @BeforeEach
  void begin() throws Exception {
    routes = Files.writeString(directory.resolve("routes.yaml"), ROUTES);
    nats.jetStreamManagement().purgeStream(STREAM);
  }

  @Test
  void sigtermLetsOpenRequestsEndAndBeginsNothingNew() throws Exception {
    // Given
    CountDownLatch finish = new CountDownLatch(1);
    try (ScriptedFunction function = new ScriptedFunction(after(finish));
        RunningSource source = new RunningSource(directory, settings(function.uri()))) {
      source.awaitReady();
      publish("1");
      publish("2");
      await().until(() -> function.asked().size() == 1);

      // When
      source.terminate();
      await().until(() -> source.status("/readyz") == 503);
      assertThat(source.status("/livez")).isEqualTo(204);
      source.terminate();
      finish.countDown();

      // Then
      assertThat(source.exitCode()).isEqualTo(TERMINATED);
      assertThat(function.asked()).extracting(CloudEvent::getSubject).containsExactly("memory-1");
      assertThat(waiting()).isEqualTo(1);
      assertThat(source.log()).contains("all requests ended: true");
    }
  }

  @Test
  void aRequestThatOutlastsTheDrainIsNotWaitedFor() throws Exception {
    // Given
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedFunction function = new ScriptedFunction((event, exchange) -> never.await())) {
      Map<String, String> settings = settings(function.uri());
      settings.put("MNEME_DRAIN", "PT1S");
      try (RunningSource source = new RunningSource(directory, settings)) {
        source.awaitReady();
        publish("1");
        await().until(() -> function.asked().size() == 1);

        // When
        source.terminate();

        // Then
        assertThat(source.exitCode()).isEqualTo(TERMINATED);
        assertThat(waiting()).isEqualTo(1);
      } finally {
        never.countDown();
      }
    }
  }

  @Test
  void itWaitsForAServerThatIsNotThereYet() throws Exception {
    // Given
    int port = Ports.free();
    Map<String, String> settings = settings(URI.create("http://localhost:1/"));
    settings.put("MNEME_NATS_URL", "nats://127.0.0.1:" + port);
    try (RunningSource source = new RunningSource(directory, settings)) {
      // When
      source.awaitAlive();

      // Then
      assertThat(source.status("/readyz")).isEqualTo(503);

      // When
      try (NatsServer late = NatsServer.start(new Home(directory.resolve("late")), port);
          NatsConnection connection = NatsConnection.connect(late.url(), "test")) {
        applyTopology(connection);

        // Then
        source.awaitReady();

        // When
        late.kill();

        // Then
        await().until(() -> source.status("/readyz") == 503);
        assertThat(source.status("/livez")).isEqualTo(204);
        source.terminate();
        assertThat(source.exitCode()).isEqualTo(TERMINATED);
      }
    }
  }

  @Test
  void refusedCredentialsEndItAndNameTheirKeys() throws Exception {
    // Given
    Path configuration =
        Files.writeString(
            directory.resolve("nats.conf"), "authorization { user: ann, password: right }");
    Map<String, String> settings = settings(URI.create("http://localhost:1/"));
    settings.put("MNEME_NATS_USER", "ann");
    settings.put("MNEME_NATS_PASSWORD", "wrong-horse");

    try (NatsServer guarded =
        NatsServer.start(new Home(directory.resolve("guarded")), configuration)) {
      settings.put("MNEME_NATS_URL", guarded.url());

      // When
      try (RunningSource source = new RunningSource(directory, settings)) {
        // Then
        assertThat(source.exitCode()).isEqualTo(BAD_SETTINGS);
        assertThat(source.log())
            .contains("MNEME_NATS_USER with MNEME_NATS_PASSWORD: [" + guarded.url() + "] refuses")
            .doesNotContain("wrong-horse");
      }
    }
  }

  @Test
  void aBadSettingEndsItAndIsNamed() throws Exception {
    Map<String, String> settings = settings(URI.create("http://localhost:1/"));
    settings.put("MNEME_DRIAN", "PT1S");
    try (RunningSource source = new RunningSource(directory, settings)) {
      assertThat(source.exitCode()).isEqualTo(BAD_SETTINGS);
      assertThat(source.log()).contains("MNEME_DRIAN is unknown; known keys: [");
    }
  }

  private Map<String, String> settings(URI function) {
    Map<String, String> settings = new HashMap<>();
    settings.put("MNEME_NATS_URL", server.url());
    settings.put("MNEME_ROUTES", routes.toString());
    settings.put("K_SINK", function.toString());
    return settings;
  }

  private static void applyTopology(NatsConnection connection) throws Exception {
    new TopologyLoader(connection.jetStreamManagement(), connection.keyValueManagement())
        .apply(Topology.shipped());
  }

  private static void publish(String id) throws Exception {
    // Each test has ids of its own, so that the server takes none for a duplicate.
    CloudEvent event =
        CloudEventBuilder.from(Messages.text("ada", id)).withId(UUID.randomUUID() + id).build();
    nats.jetStream().publish(Messages.publishable(event));
  }

  private static long waiting() throws Exception {
    return nats.jetStreamManagement().getStreamInfo(STREAM).getStreamState().getMsgCount();
  }
}
