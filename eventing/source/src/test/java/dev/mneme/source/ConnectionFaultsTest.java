// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.connection.NatsConnection;
import dev.mneme.connection.NatsSettings;
import dev.mneme.contract.settings.Settings;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import dev.mneme.servers.Ports;
import dev.mneme.source.metrics.SourceMetrics;
import dev.mneme.topology.Route;
import dev.mneme.topology.Topology;
import dev.mneme.topology.TopologyLoader;
import io.cloudevents.CloudEvent;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Item 8: what the source does when its server goes away, or is behind a leaf node. */
class ConnectionFaultsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ROUTES =
      """
      routes:
        - name: classify
          stream: mneme-classify
          consumers: [classify]
          consumes: [dev.mneme.text.captured.v1]
          replies: [dev.mneme.memory.classified.v1]
          concurrency: {least: 4, most: 4}
          backoff: {first: 10ms, most: 100ms}
      """;
  private static final String QUEUE = "mneme-classify";
  private static final String REPLIES = "mneme-persist";
  private static final int USERS = 10;
  private static final int EVENTS = 300;

  @TempDir private Path directory;

  @Test
  void aRestartOfTheServerInMidRunIsInvisible() throws Exception {
    try (ScriptedFunction function = classify();
        NatsServer server = NatsServer.start(new Home(directory));
        NatsConnection nats = NatsConnection.connect(server.url(), "source")) {
      // Given
      applyTopology(nats);
      publish(nats);
      Source source = source(nats, function);
      source.start();
      await().atMost(LIMIT).until(() -> function.asked().size() > EVENTS / 4);

      // When
      server.kill();
      int before = function.asked().size();
      assertThat(before).isLessThan(EVENTS);
      server.start();

      // Then
      await().atMost(LIMIT).ignoreExceptions().until(() -> count(nats, QUEUE) == 0);
      assertThat(source.stop(LIMIT)).isTrue();
      assertThat(count(nats, REPLIES)).isEqualTo(EVENTS);
      assertEffectsInOrder(function.asked());
    }
  }

  @Test
  void theSourceOnALeafConsumesTheHubsStream() throws Exception {
    // Given
    int leafs = Ports.free();
    try (ScriptedFunction function = classify();
        NatsServer hub =
            server(
                "hub",
                "jetstream { domain: hub }\nleafnodes { host: 127.0.0.1, port: %d }"
                    .formatted(leafs));
        NatsServer leaf =
            server(
                "leaf",
                """
                jetstream { domain: leaf }
                leafnodes { remotes: [ { url: "nats://127.0.0.1:%d" } ] }
                """
                    .formatted(leafs));
        NatsConnection atHub = NatsConnection.connect(hub.url(), "test");
        NatsConnection atLeaf =
            NatsConnection.connect(
                NatsSettings.of(
                    Settings.from(
                        Map.of("MNEME_NATS_URL", leaf.url(), "MNEME_NATS_DOMAIN", "hub"))),
                "source")) {
      applyTopology(atHub);
      await()
          .ignoreExceptions()
          .until(() -> atLeaf.jetStreamManagement().getStreamNames().contains(QUEUE));
      Source source = source(atLeaf, function);
      source.start();

      // When
      publish(atHub);

      // Then
      await().atMost(LIMIT).until(() -> count(atHub, QUEUE) == 0);
      assertThat(source.stop(LIMIT)).isTrue();
      assertThat(count(atHub, REPLIES)).isEqualTo(EVENTS);
      assertThat(function.asked()).hasSize(EVENTS);
      assertEffectsInOrder(function.asked());
    }
  }

  private static ScriptedFunction classify() throws IOException {
    return new ScriptedFunction(
        (event, exchange) -> reply(exchange, AbstractSourceTest.classified(event).getFirst()));
  }

  private Source source(NatsConnection nats, ScriptedFunction function) throws Exception {
    Path routes = Files.writeString(directory.resolve("routes.yaml"), ROUTES);
    Route route = Topology.routes(routes).getFirst();
    return new Source(
        nats,
        Map.of(route, function.uri()),
        Outgoing.PLAIN,
        new Replica("one", Duration.ofSeconds(2)),
        new SourceMetrics(Unwatched.NOTHING_SET),
        Unwatched.PSEUDONYMS);
  }

  private static void applyTopology(NatsConnection nats) throws Exception {
    new TopologyLoader(nats.jetStreamManagement(), nats.keyValueManagement())
        .apply(Topology.shipped());
  }

  private static void publish(NatsConnection nats) throws Exception {
    for (int i = 0; i < EVENTS; i++) {
      nats.jetStream().publish(Messages.publishable(Messages.text("user" + i % USERS, "" + i)));
    }
  }

  /** A function keeps what it did by the event's id, so an event asked about again is no effect. */
  private static void assertEffectsInOrder(List<CloudEvent> asked) {
    for (int user = 0; user < USERS; user++) {
      String name = "user" + user;
      int first = user;
      List<Integer> effects = new ArrayList<>();
      asked.stream()
          .filter(event -> name.equals(event.getExtension("userid")))
          .map(event -> Integer.valueOf(event.getId()))
          .filter(id -> !effects.contains(id))
          .forEach(effects::add);
      assertThat(effects)
          .as(name)
          .isEqualTo(
              IntStream.iterate(first, id -> id < EVENTS, id -> id + USERS).boxed().toList());
    }
  }

  private NatsServer server(String name, String configuration) throws IOException {
    Path file = Files.writeString(directory.resolve(name + ".conf"), configuration);
    return NatsServer.start(new Home(directory.resolve(name)), file);
  }

  private static long count(NatsConnection nats, String stream)
      throws IOException, JetStreamApiException {
    return nats.jetStreamManagement().getStreamInfo(stream).getStreamState().getMsgCount();
  }
}
