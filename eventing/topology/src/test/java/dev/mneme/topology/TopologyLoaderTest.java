// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.api.SubjectTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyLoaderTest {
  private final Topology topology = Topology.shipped();

  private NatsServer server;
  private Connection connection;
  private JetStreamManagement management;
  private TopologyLoader loader;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    server = NatsServer.start(new Home(directory));
    connection = Nats.connect(server.url());
    management = connection.jetStreamManagement();
    loader = new TopologyLoader(management, connection.keyValueManagement());
  }

  @AfterEach
  void stop() throws Exception {
    connection.close();
    server.close();
  }

  @Test
  void appliesTwiceWithoutAChange() throws Exception {
    // Given
    loader.apply(topology);
    String before = management.getStreamInfo("mneme-persist").getConfiguration().toJson();

    // When
    loader.apply(topology);

    // Then
    assertThat(management.getStreamInfo("mneme-persist").getConfiguration().toJson())
        .isEqualTo(before);
    assertThat(management.getStreamNames())
        .hasSize(topology.streams().size() + topology.buckets().size());
    for (Route route : topology.routes()) {
      assertThat(management.getConsumerNames(route.stream()))
          .containsExactlyElementsOf(route.consumers());
    }
  }

  @Test
  void theStreamAddsAShardThatOnlyTheUserDecides() throws Exception {
    // Given
    loader.apply(topology);
    Set<String> shards = new HashSet<>();

    // When
    for (int user = 0; user < 300; user++) {
      publish("mneme.in.text.captured.acme.u" + user);
      publish("mneme.in.memory.transcribed.acme.u" + user);
    }

    // Then
    for (int i = 1; i <= 600; i += 2) {
      String[] text = management.getMessage("mneme-classify", i).getSubject().split("\\.");
      String[] memory = management.getMessage("mneme-classify", i + 1).getSubject().split("\\.");
      assertThat(text).hasSize(6).startsWith("mneme", "text", "captured");
      assertThat(memory[3]).as("shard of " + memory[5]).isEqualTo(text[3]);
      assertThat(Integer.parseInt(text[3])).isBetween(0, 63);
      shards.add(text[3]);
    }
    assertThat(shards).hasSizeGreaterThan(55);
  }

  @Test
  void changesALimitInPlace() throws Exception {
    // Given
    loader.apply(topology);
    StreamConfiguration present = management.getStreamInfo("mneme-train").getConfiguration();
    management.updateStream(StreamConfiguration.builder(present).maxBytes(1_000_000).build());

    // When
    loader.apply(topology);

    // Then
    assertThat(management.getStreamInfo("mneme-train").getConfiguration().getMaxBytes())
        .isEqualTo(1_073_741_824);
  }

  @Test
  void refusesToMoveUsersToOtherShards() throws Exception {
    // Given
    StreamConfiguration wanted = configuration("mneme-train");
    management.addStream(
        StreamConfiguration.builder(wanted)
            .subjectTransform(
                SubjectTransform.builder()
                    .source("mneme.in.*.*.*.*")
                    .destination(
                        "mneme.{{wildcard(1)}}.{{wildcard(2)}}.{{partition(8,3,4)}}.{{wildcard(3)}}.{{wildcard(4)}}")
                    .build())
            .build());

    // Then
    assertThatThrownBy(() -> loader.apply(topology))
        .isInstanceOf(TopologyException.class)
        .hasMessageContainingAll(
            "mneme-train", "subjectTransform", "partition(8", "partition(64", "order");
    assertThat(management.getStreamNames())
        .as("nothing was changed")
        .containsExactly("mneme-train");
  }

  @Test
  void refusesToStopTakingASubjectWhileMessagesWait() throws Exception {
    // Given
    StreamConfiguration wanted = configuration("mneme-train");
    management.addStream(
        StreamConfiguration.builder(wanted).addSubjects("mneme.in.old.kind.*.*").build());
    publish("mneme.in.old.kind.acme.ada");

    // Then
    assertThatThrownBy(() -> loader.apply(topology))
        .isInstanceOf(TopologyException.class)
        .hasMessageContainingAll("mneme-train", "subjects", "mneme.in.old.kind", "1 messages");
  }

  @Test
  void refusesToDiscardWhatIsStored() throws Exception {
    // Given
    loader.apply(topology);
    publish("mneme.in.text.captured.acme.ada");
    StreamInfo present = management.getStreamInfo("mneme-classify");
    StreamConfiguration smaller =
        StreamConfiguration.builder(present.getConfiguration()).maxBytes(10).build();

    // Then
    assertThatThrownBy(() -> DestructiveChange.refuse(present, smaller))
        .hasMessageContainingAll("mneme-classify", "maxBytes", "10", "discard");
  }

  private StreamConfiguration configuration(String name) {
    return topology.streams().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow()
        .configuration();
  }

  private void publish(String subject) throws Exception {
    connection.jetStream().publish(subject, "{}".getBytes(StandardCharsets.UTF_8));
  }
}
