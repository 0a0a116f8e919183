// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.binding.NatsMessageFactory;
import dev.mneme.connection.NatsConnection;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Subjects;
import dev.mneme.local.stack.NatsClient;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.nats.client.Connection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventWatchTest {
  @TempDir Path directory;

  @Test
  void whatIsPublishedTwiceIsSeenOnce() throws Exception {
    try (NatsServer server = NatsServer.start(new Home(directory));
        NatsConnection nats = NatsClient.connect(server.url());
        EventWatch watch = new EventWatch(server.url())) {
      // When
      publish(nats.connection(), "one");
      publish(nats.connection(), "one");
      publish(nats.connection(), "two");

      // Then
      List<Integer> looks = new ArrayList<>();
      boolean seen =
          watch.await(
              new Deadline(Duration.ofSeconds(30)),
              () -> watch.count(EventType.TEXT_CAPTURED) == 2,
              () -> looks.add(watch.count(EventType.TEXT_CAPTURED)));
      assertThat(seen).isTrue();
      assertThat(watch.events(EventType.TEXT_CAPTURED))
          .extracting(CloudEvent::getId)
          .containsExactly("one", "two");
      assertThat(looks).doesNotContain(2);
    }
  }

  @Test
  void waitingEndsWithTheDeadline() throws Exception {
    try (NatsServer server = NatsServer.start(new Home(directory));
        EventWatch watch = new EventWatch(server.url())) {
      assertThat(watch.await(new Deadline(Duration.ofMillis(50)), () -> false, () -> {})).isFalse();
    }
  }

  private static void publish(Connection connection, String id) {
    CloudEvent event =
        CloudEventBuilder.v1()
            .withId(id)
            .withSource(URI.create("/test"))
            .withType(EventType.TEXT_CAPTURED.type())
            .withSubject("m")
            .withTime(OffsetDateTime.parse("2026-01-01T00:00:00Z"))
            .withExtension("tenant", "t")
            .withExtension("userid", "u")
            .build();
    connection.publish(NatsMessageFactory.createWriter(Subjects.publish(event)).writeBinary(event));
  }
}
