// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.reply;
import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.EventType;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.Replies;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.CategoryLabel;
import dev.mneme.contract.data.Embedding;
import dev.mneme.contract.data.KindLabel;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import dev.mneme.topology.Route;
import io.cloudevents.CloudEvent;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source between a real nats-server and a real HTTP function. */
class SourceTest {
  private static final String STREAM = "in";
  private static final String REPLIES = "out";
  private static final String DEAD = "dead";
  private static final Duration ACK_WAIT = Duration.ofSeconds(1);

  private static NatsServer server;

  private Connection connection;
  private JetStreamManagement management;
  private ScriptedFunction function;
  private final Deque<Source> sources = new ArrayDeque<>();
  private volatile ScriptedFunction.Script script = (event, exchange) -> status(exchange, 204, "");

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
    connection =
        Nats.connect(
            Options.builder().server(server.url()).errorListener(new ConnectionLog()).build());
    management = connection.jetStreamManagement();
    stream(STREAM, "mneme.in.text.captured.*.*");
    stream(REPLIES, "mneme.in.memory.*.*.*");
    stream(DEAD, "mneme.deadletter.*.*.*");
    management.addOrUpdateConsumer(
        STREAM,
        ConsumerConfiguration.builder()
            .durable("classify")
            .ackPolicy(AckPolicy.Explicit)
            .ackWait(ACK_WAIT)
            .build());
  }

  @AfterEach
  void stop() throws Exception {
    for (Source source : sources) {
      source.stop(Duration.ofSeconds(5));
    }
    function.close();
    for (String name : List.of(STREAM, REPLIES, DEAD)) {
      management.deleteStream(name);
    }
    connection.close();
  }

  @Test
  void storesTheRepliesThenAcknowledges() throws Exception {
    // Given
    start((event, exchange) -> reply(exchange, classified(event).getFirst()));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    await().untilAsserted(() -> assertThat(count(REPLIES)).isEqualTo(1));
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    MessageInfo stored = management.getMessage(REPLIES, 1);
    assertThat(stored.getSubject()).isEqualTo("mneme.in.memory.classified.acme.ada");
    assertThat(stored.getHeaders().getFirst("ce-causationid")).isEqualTo("1");
  }

  @Test
  void theSameEventTwiceHasOneReply() throws Exception {
    // Given
    start((event, exchange) -> reply(exchange, classified(event).getFirst()));
    CloudEvent event = Messages.text("ada", "1");

    // When
    publish(event);
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    Message again = Messages.publishable(event);
    again.getHeaders().remove("Nats-Msg-Id");
    connection.jetStream().publish(again);

    // Then
    await().untilAsserted(() -> assertThat(function.asked()).hasSize(2));
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(count(REPLIES)).isEqualTo(1);
  }

  @Test
  void keepsTheOrderOfAUserWhileAnEventIsTriedAgain() throws Exception {
    // Given
    AtomicInteger troubles = new AtomicInteger(2);
    start(
        (event, exchange) -> {
          boolean trouble = event.getId().equals("2") && troubles.getAndDecrement() > 0;
          status(exchange, trouble ? 503 : 204, "");
        });

    // When
    IntStream.rangeClosed(1, 4).forEach(i -> publish(Messages.text("ada", "" + i)));

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked())
        .extracting(CloudEvent::getId)
        .containsExactly("1", "2", "2", "2", "3", "4");
  }

  @Test
  void neverAsksAboutTwoEventsOfAUserAtOnce() throws Exception {
    // Given
    Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
    AtomicInteger overlaps = new AtomicInteger();
    start(
        (event, exchange) -> {
          String user = String.valueOf(event.getExtension("userid"));
          AtomicInteger mine = open.computeIfAbsent(user, key -> new AtomicInteger());
          if (mine.incrementAndGet() > 1) {
            overlaps.incrementAndGet();
          }
          mine.decrementAndGet();
          status(exchange, 204, "");
        });

    // When
    IntStream.range(0, 400).forEach(i -> publish(Messages.text("user" + i % 5, "" + i)));

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(overlaps).hasValue(0);
    for (int user = 0; user < 5; user++) {
      String name = "user" + user;
      assertThat(function.asked().stream().filter(e -> name.equals(e.getExtension("userid"))))
          .extracting(e -> Integer.parseInt(e.getId()))
          .isSorted()
          .hasSize(80);
    }
  }

  @Test
  void aLongJobKeepsItsLease() throws Exception {
    // Given
    CountDownLatch finish = new CountDownLatch(1);
    start(
        (event, exchange) -> {
          finish.await();
          status(exchange, 204, "");
        });

    // When
    publish(Messages.text("ada", "1"));
    await().until(() -> function.asked().size() == 1);
    // Three times the ack wait, seen on the server's own clock.
    await()
        .pollDelay(ACK_WAIT.multipliedBy(3))
        .untilAsserted(
            () ->
                assertThat(management.getConsumerInfo(STREAM, "classify").getRedelivered())
                    .isZero());
    finish.countDown();

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked()).hasSize(1);
  }

  @Test
  void aTerminalStatusMakesADeadLetterWithTheWholeEvent() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 422, "text: expected text, found nothing"));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    Message dead = deadLetter();
    DeadLetter record = DeadLetter.of(dead);
    assertThat(record.reason()).isEqualTo("refused");
    assertThat(record.status()).isEqualTo(422);
    assertThat(record.detail()).isEqualTo("text: expected text, found nothing");
    assertThat(record.attempts()).isEqualTo(1);
    assertThat(record.route()).isEqualTo("classify");
    assertThat(dead.getSubject()).isEqualTo("mneme.deadletter.classify.acme.ada");
    assertThat(dead.getHeaders().getFirst("ce-id")).isEqualTo("1");
    assertThat(new String(dead.getData(), StandardCharsets.UTF_8)).contains("\"text\"");
    assertThat(count(STREAM)).isZero();
  }

  @Test
  void usedUpAttemptsMakeADeadLetter() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 500, "broken"));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("attempts-exhausted");
    assertThat(record.attempts()).isEqualTo(4);
    assertThat(record.detail()).isEqualTo("broken");
  }

  @Test
  void aMessageThatIsNoEventMakesADeadLetter() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 204, ""));

    // When
    connection.jetStream().publish("mneme.in.text.captured.acme.ada", new byte[] {0, 1, 2});

    // Then
    assertThat(DeadLetter.of(deadLetter()).reason()).isEqualTo("undecodable");
    assertThat(function.asked()).isEmpty();
  }

  @Test
  void anEventOfAnotherTypeMakesADeadLetter() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 204, ""));
    CloudEvent event = Messages.text("ada", "1");
    Headers headers = new Headers(Messages.publishable(event).getHeaders());
    headers.put("ce-type", "com.example.other");

    // When
    connection
        .jetStream()
        .publish(
            NatsMessage.builder()
                .subject("mneme.in.text.captured.acme.ada")
                .headers(headers)
                .build());

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("invalid-event");
    assertThat(record.detail()).contains("type").contains("com.example.other");
  }

  @Test
  void aReplyAboutAnotherUserIsRefused() throws Exception {
    // Given
    start(
        (event, exchange) ->
            reply(
                exchange,
                Replies.of("classify", event)
                    .add(EventType.MEMORY_CLASSIFIED, new UserKey("acme", "ben"), "m", data())
                    .list()
                    .getFirst()));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("invalid-reply");
    assertThat(record.detail()).contains("acme/ben").contains("acme/ada");
    assertThat(count(REPLIES)).isZero();
  }

  @Test
  void stoppingGivesBackWhatWasNotBegun() throws Exception {
    // Given
    CountDownLatch finish = new CountDownLatch(1);
    start(
        (event, exchange) -> {
          finish.await();
          status(exchange, 204, "");
        });
    IntStream.rangeClosed(1, 10).forEach(i -> publish(Messages.text("ada", "" + i)));
    await().until(() -> function.asked().size() == 1);
    await().until(() -> management.getConsumerInfo(STREAM, "classify").getNumAckPending() == 10);

    // When
    finish.countDown();
    assertThat(sources.pop().stop(Duration.ofSeconds(5))).isTrue();
    startSource();

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked())
        .extracting(e -> Integer.parseInt(e.getId()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
  }

  private void start(ScriptedFunction.Script answers) throws Exception {
    script = answers;
    startSource();
  }

  private void startSource() throws Exception {
    Source source = new Source(connection, Map.of(route(), function.uri()));
    sources.push(source);
    source.start();
  }

  private static Route route() {
    return new Route(
        "classify",
        STREAM,
        "classify",
        Set.of(EventType.TEXT_CAPTURED.type()),
        Set.of(EventType.MEMORY_CLASSIFIED.type()),
        4,
        64,
        4,
        Duration.ofMinutes(1),
        new Route.Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
        new Route.Batch(1, Duration.ZERO));
  }

  private void stream(String name, String subject) throws Exception {
    management.addStream(
        StreamConfiguration.builder()
            .name(name)
            .subjects(subject)
            .storageType(StorageType.Memory)
            .retentionPolicy(
                name.equals(STREAM) ? RetentionPolicy.WorkQueue : RetentionPolicy.Limits)
            .build());
  }

  private void publish(CloudEvent event) {
    try {
      connection.jetStream().publish(Messages.publishable(event));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private long count(String stream) throws Exception {
    return management.getStreamInfo(stream).getStreamState().getMsgCount();
  }

  private Message deadLetter() throws Exception {
    await().untilAsserted(() -> assertThat(count(DEAD)).isEqualTo(1));
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    MessageInfo stored = management.getMessage(DEAD, 1);
    return NatsMessage.builder()
        .subject(stored.getSubject())
        .headers(stored.getHeaders())
        .data(stored.getData())
        .build();
  }

  private static List<CloudEvent> classified(CloudEvent cause) {
    return Replies.of("classify", cause)
        .add(EventType.MEMORY_CLASSIFIED, String.valueOf(cause.getSubject()), data())
        .list();
  }

  private static MemoryClassified data() {
    return new MemoryClassified(
        "text",
        null,
        new CategoryLabel(LifeCategory.WORK, 0.9, false),
        new KindLabel(MemoryKind.EVENT, 0.5),
        null,
        Embedding.of("test", new float[] {1}),
        null,
        null);
  }
}
