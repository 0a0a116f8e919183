// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.servers.NatsServer;
import dev.mneme.servers.Ports;
import dev.mneme.source.SourceMain;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream with its route, the function behind it, and as many sources as a test starts. */
final class Stage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(10);

  /** Ports of functions that are not started yet are free, and are not for another stage. */
  private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

  private final Servers servers;
  private final NatsServer nats;
  private final String name;
  private final Shape shape;
  private final Path manifests;
  private final Effects effects;
  private final Connection connection;
  private final Feed feed;
  private final Streams streams;
  private final int functionPort = ownPort();
  private final Deque<Program> programs = new ArrayDeque<>();

  /**
   * @param name of the stage, its route and its tenant
   * @param seed of all that is random about it
   */
  Stage(Servers servers, NatsServer nats, String name, Shape shape, long seed) throws Exception {
    LOG.info("stage={} seed={}", name, seed);
    this.servers = servers;
    this.nats = nats;
    this.name = name;
    this.shape = shape;
    this.manifests = servers.home().data("manifests-" + name);
    Manifests.write(manifests, name, shape);
    Manifests.apply(manifests, nats.url());
    this.effects = new Effects(servers.postgres(), name);
    this.connection =
        Nats.connect(
            Options.builder()
                .server(nats.url())
                .maxReconnects(-1)
                .connectionTimeout(PATIENCE)
                .build());
    this.feed = new Feed(name, connection, new Random(seed));
    this.streams = new Streams(connection, name);
  }

  Effects effects() {
    return effects;
  }

  Feed feed() {
    return feed;
  }

  Streams streams() {
    return streams;
  }

  /** Where the function listens, once it is started. */
  int functionPort() {
    return functionPort;
  }

  /** Starts the function, and waits until it can be asked. */
  Program function(Duration work) {
    Program function =
        started(
            Program.start(
                servers.home(),
                name + "-function",
                Program.line(
                    manifests, EffectFunction.class.getName(), "-Dsun.net.httpserver.nodelay=true"),
                Map.of(
                    "PORT",
                    Integer.toString(functionPort),
                    EffectFunction.DATABASE,
                    effects.url(),
                    EffectFunction.USER,
                    servers.postgres().user(),
                    EffectFunction.PASSWORD,
                    servers.postgres().password(),
                    EffectFunction.WORK,
                    work.toString())));
    await("the function listens").atMost(LIMIT).until(() -> Ports.open(functionPort));
    return function;
  }

  /** Starts a source next to server and function. */
  Program source(String replica) {
    return source(replica, nats.port(), functionPort);
  }

  /** Starts a source that finds the server and the function at these ports. */
  Program source(String replica, int natsPort, int sinkPort) {
    return started(
        Program.start(
            servers.home(),
            name + "-" + replica,
            Program.line(manifests, SourceMain.class.getName()),
            Map.of(
                "MNEME_NATS_URL",
                "nats://127.0.0.1:" + natsPort,
                "MNEME_ROUTE",
                name,
                "MNEME_REPLICA",
                replica,
                "K_SINK",
                URI.create("http://127.0.0.1:" + sinkPort + "/").toString(),
                "PORT",
                "0")));
  }

  /** Waits until the function was asked about that many events. */
  void awaitProgress(long events) {
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL)
        .until(() -> effects.progress() >= events);
  }

  /** Lets time pass, for a fault that is as long as it is. */
  void awaitTime(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    await().atMost(length.plus(LIMIT)).pollInterval(POLL).until(() -> System.nanoTime() - end > 0);
  }

  /** The fault came while there was work left, or it would prove nothing. */
  void assertInMidRun() throws Exception {
    assertThat(effects.progress()).as("events asked about before the fault").isPositive();
    assertThat(streams.waiting()).as("events left when the fault came").isPositive();
  }

  /** Waits until every event is settled: the stream and the consumers hold nothing any more. */
  void awaitSettled() {
    await("the stream is empty").atMost(LIMIT).until(() -> streams.waiting() == 0);
  }

  /**
   * Every event had its effect, in order within its user, and each has its one reply; there is no
   * dead letter.
   *
   * @param repeated how many events the function may have been asked about again
   */
  void assertAllOnceAndInOrder(long repeated) throws Exception {
    assertAllOnceAndInOrder(repeated, Map.of());
  }

  /**
   * The same where some events have to end as dead letters in place of a reply.
   *
   * @param dead their ids, and the reasons
   */
  void assertAllOnceAndInOrder(long repeated, Map<String, String> dead) throws Exception {
    awaitSettled();
    long again = effects.repeated();
    LOG.info("stage={} events={} asked again about {}", name, feed.size(), again);
    assertThat(streams.deadLetters()).as("dead letters").isEqualTo(dead);
    assertSame("effects", Set.of(), Feed.byUser(effects.inOrder()));
    assertSame("replies", dead.keySet(), Feed.byUser(streams.causesOfReplies()));
    assertThat(again).as("events asked about again").isLessThanOrEqualTo(repeated);
  }

  private void assertSame(String what, Set<String> but, Map<String, List<String>> found) {
    assertThat(found.keySet()).as("users with " + what).isEqualTo(feed.sent().keySet());
    feed.sent()
        .forEach(
            (user, sent) ->
                assertThat(found.get(user))
                    .as(what + " of " + user)
                    .containsExactlyElementsOf(
                        sent.stream().filter(id -> !but.contains(id)).toList()));
  }

  private static int ownPort() {
    int port = Ports.free();
    while (!PORTS.add(port)) {
      port = Ports.free();
    }
    return port;
  }

  private Program started(Program program) {
    programs.push(program);
    return program;
  }

  Shape shape() {
    return shape;
  }

  @Override
  public void close() throws Exception {
    programs.forEach(Program::close);
    connection.close();
    effects.close();
  }
}
