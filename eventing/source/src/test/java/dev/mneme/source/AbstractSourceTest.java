// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.connection.NatsConnection;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Forgotten;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.Replies;
import dev.mneme.contract.Withdrawn;
import dev.mneme.contract.data.CategoryLabel;
import dev.mneme.contract.data.Embedding;
import dev.mneme.contract.data.KindLabel;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import dev.mneme.source.deadletter.DeadLetters;
import dev.mneme.source.metrics.SourceMetrics;
import dev.mneme.source.owner.Board;
import dev.mneme.topology.Route;
import io.cloudevents.CloudEvent;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.NatsMessage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The source between a real nats-server and a real HTTP function. */
abstract class AbstractSourceTest {
  private static final List<String> BUCKETS =
      List.of(Board.BUCKET, Forgotten.BUCKET, Withdrawn.BUCKET);

  static final String STREAM = "in";
  static final String REPLIES = "out";
  static final String DEAD = DeadLetters.STREAM;
  static final Duration ACK_WAIT = Duration.ofSeconds(1);

  static NatsServer server;

  NatsConnection nats;
  Connection connection;
  JetStreamManagement management;
  ScriptedFunction function;
  final SourceMetrics metrics = new SourceMetrics(Unwatched.NOTHING_SET);
  final Deque<Source> sources = new ArrayDeque<>();
  Route route = route();
  volatile ScriptedFunction.Script script = (event, exchange) -> status(exchange, 204, "");

  @BeforeAll
  static void startServer(@TempDir Path directory) throws Exception {
    server = NatsServer.start(new Home(directory));
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void createStreams() throws Exception {
    function = new ScriptedFunction((event, exchange) -> script.answer(event, exchange));
    nats = NatsConnection.connect(server.url(), "test");
    connection = nats.connection();
    management = connection.jetStreamManagement();
    stream(STREAM, "mneme.in.text.captured.*.*");
    stream(REPLIES, "mneme.in.memory.*.*.*");
    stream(DEAD, "mneme.deadletter.*.*.*");
    for (String bucket : BUCKETS) {
      connection
          .keyValueManagement()
          .create(
              KeyValueConfiguration.builder().name(bucket).storageType(StorageType.Memory).build());
    }
    management.addOrUpdateConsumer(
        STREAM,
        ConsumerConfiguration.builder()
            .durable("classify")
            .ackPolicy(AckPolicy.Explicit)
            .ackWait(ACK_WAIT)
            .maxAckPending(100_000)
            .build());
  }

  @AfterEach
  void stop() throws Exception {
    for (Source source : sources) {
      source.stop(Duration.ofSeconds(5));
    }
    metrics.close();
    function.close();
    for (String name : List.of(STREAM, REPLIES, DEAD)) {
      management.deleteStream(name);
    }
    for (String bucket : BUCKETS) {
      connection.keyValueManagement().delete(bucket);
    }
    nats.close();
  }

  void start(ScriptedFunction.Script answers) throws Exception {
    script = answers;
    startSource();
  }

  void startSource() throws Exception {
    startSource(route, function.uri());
  }

  void startSource(Route carried, URI sink) throws Exception {
    Source source =
        new Source(
            nats,
            Map.of(carried, sink),
            Outgoing.PLAIN,
            new Replica("replica" + sources.size(), Duration.ofSeconds(1)),
            metrics,
            Unwatched.PSEUDONYMS);
    sources.push(source);
    source.start();
  }

  static Route route() {
    return Routes.classify();
  }

  void stream(String name, String subject) throws Exception {
    management.addStream(
        StreamConfiguration.builder()
            .name(name)
            .subjects(subject)
            .storageType(StorageType.Memory)
            .allowDirect(true)
            .retentionPolicy(
                name.equals(STREAM) ? RetentionPolicy.WorkQueue : RetentionPolicy.Limits)
            .build());
  }

  void publish(CloudEvent event) {
    try {
      connection.jetStream().publish(Messages.publishable(event));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  long count(String stream) throws Exception {
    return management.getStreamInfo(stream).getStreamState().getMsgCount();
  }

  Message deadLetter() throws Exception {
    await().untilAsserted(() -> assertThat(count(DEAD)).isEqualTo(1));
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    MessageInfo stored = management.getMessage(DEAD, 1);
    return NatsMessage.builder()
        .subject(stored.getSubject())
        .headers(stored.getHeaders())
        .data(stored.getData())
        .build();
  }

  static List<CloudEvent> classified(CloudEvent cause) {
    return Replies.of("classify", cause)
        .add(EventType.MEMORY_CLASSIFIED, String.valueOf(cause.getSubject()), data())
        .list();
  }

  static MemoryClassified data() {
    return new MemoryClassified(
        "text",
        null,
        new CategoryLabel(LifeCategory.WORK, 0.9, false),
        new KindLabel(MemoryKind.EVENT, 0.5),
        null,
        Embedding.of("test", new float[] {1}),
        null,
        null,
        null);
  }
}
