// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.binding.NatsMessageFactory;
import dev.mneme.connection.NatsConnection;
import dev.mneme.servers.ChildProcess;
import dev.mneme.servers.ChildProcess.Command;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import dev.mneme.servers.Ports;
import dev.mneme.topology.Topology;
import dev.mneme.topology.TopologyLoader;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows, taken out of it and run: ten lines of YAML and a function in Python. */
class TenLinesTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void tenLinesOfYamlPutTheSourceInFrontOfAnyHttpFunction() throws Exception {
    // Given
    String yaml = Readme.block("yaml");
    assertThat(yaml.lines()).hasSize(10);
    Path routes = Files.writeString(directory.resolve("routes.yaml"), yaml);
    Path program = Files.writeString(directory.resolve("function.py"), Readme.block("python"));
    Home home = new Home(directory.resolve("home"));
    int port = Ports.free();

    try (NatsServer server = NatsServer.start(home);
        NatsConnection nats = NatsConnection.connect(server.url(), "test");
        ChildProcess function =
            ChildProcess.start(
                home,
                Command.of(
                    "function",
                    List.of("python3", program.toString()),
                    Map.of("PORT", "" + port)))) {
      prepare(nats);
      function.awaitReady(LIMIT, () -> Ports.open(port));

      // When
      nats.jetStream()
          .publish(
              NatsMessageFactory.createWriter("photos.uploaded.acme.ana").writeBinary(photo()));
      try (RunningSource source =
          new RunningSource(
              directory.resolve("source"),
              Map.of(
                  "MNEME_NATS_URL", server.url(),
                  "MNEME_ROUTES", routes.toString(),
                  "K_SINK", "http://127.0.0.1:" + port + "/"))) {
        source.awaitReady();

        // Then
        await().atMost(LIMIT).untilAsserted(() -> assertThat(count(nats, "thumbnails")).isOne());
        await().atMost(LIMIT).untilAsserted(() -> assertThat(count(nats, "photos")).isZero());
      }
      MessageInfo made = nats.jetStreamManagement().getMessage("thumbnails", 1);
      assertThat(made.getSubject()).isEqualTo("mneme.in.com_example_thumbnail.made.acme.ana");
      assertThat(made.getHeaders().getFirst("ce-id")).isEqualTo("photo-1-thumbnail");
      assertThat(made.getData()).asString().isEqualTo("JFIF");
    }
  }

  private static void prepare(NatsConnection nats) throws Exception {
    JetStreamManagement management = nats.jetStreamManagement();
    new TopologyLoader(management, nats.keyValueManagement()).apply(Topology.shipped());
    management.addStream(
        StreamConfiguration.builder()
            .name("photos")
            .subjects("photos.>")
            .retentionPolicy(RetentionPolicy.WorkQueue)
            .build());
    management.addOrUpdateConsumer(
        "photos",
        ConsumerConfiguration.builder()
            .durable("thumbnails")
            .ackPolicy(AckPolicy.Explicit)
            .ackWait(Duration.ofSeconds(10))
            .build());
    management.addStream(
        StreamConfiguration.builder()
            .name("thumbnails")
            .subjects("mneme.in.com_example_thumbnail.>")
            .build());
  }

  private static CloudEvent photo() {
    return CloudEventBuilder.v1()
        .withId("photo-1")
        .withSource(URI.create("/camera"))
        .withType("com.example.photo.uploaded.v1")
        .withSubject("photo-1")
        .withTime(OffsetDateTime.parse("2026-03-01T08:00:00Z"))
        .withExtension("tenant", "acme")
        .withExtension("userid", "ana")
        .withData("image/jpeg", "JFIF and much more".getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static long count(NatsConnection nats, String stream) throws Exception {
    return nats.jetStreamManagement().getStreamInfo(stream).getStreamState().getMsgCount();
  }
}
