// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.benchmarks.http.FunctionClient;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import dev.mneme.servers.Ports;
import dev.mneme.topology.Route;
import dev.mneme.topology.Topology;
import dev.mneme.topology.TopologyLoader;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.time.ZonedDateTime;

/**
 * What is measured with: a server on files, a function, and sources, each a process of its own. The
 * load comes from this process.
 */
final class Rig implements AutoCloseable {
  /** Requests, acknowledgements and posts at the same time, as the measured route has it. */
  static final int CONCURRENCY = 16;

  private static final long UNLIMITED = -1;
  private static final Duration STUCK = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(10);

  private final Home home;
  private final NatsServer server;
  private final Program function;
  private final int functionPort = Ports.free();
  private final Connection connection;
  private final JetStreamManagement management;

  Rig(Home home) throws Exception {
    this.home = home;
    this.server = NatsServer.start(home);
    this.function = Program.function(home, functionPort);
    this.connection =
        Nats.connect(
            Options.builder().server(server.url()).errorListener(new ErrorListener() {}).build());
    this.management = connection.jetStreamManagement();
    new TopologyLoader(management, connection.keyValueManagement()).apply(Topology.shipped());
    for (Route route : Topology.shipped().routes()) {
      widen(route.stream());
    }
  }

  /** Starts a source for one route and waits until it pulls. */
  Program source(String route) {
    return Program.source(home, route, server.url(), functionPort);
  }

  FunctionClient function() {
    return new FunctionClient(functionPort);
  }

  Feed feed() throws IOException {
    return new Feed(connection.jetStream());
  }

  RawHttp rawHttp() {
    return new RawHttp(functionPort, CONCURRENCY);
  }

  RawNats rawNats() throws IOException {
    return new RawNats(connection.jetStream(), CONCURRENCY);
  }

  JetStreamManagement management() {
    return management;
  }

  /** Nothing is delivered to whoever asks, until {@link #resume}. */
  void pause(String stream, String consumer) throws IOException, JetStreamApiException {
    management.pauseConsumer(stream, consumer, ZonedDateTime.now().plusHours(1));
  }

  void resume(String stream, String consumer) throws IOException, JetStreamApiException {
    management.resumeConsumer(stream, consumer);
  }

  long waiting(String stream) throws IOException, JetStreamApiException {
    return management.getStreamInfo(stream).getStreamState().getMsgCount();
  }

  /**
   * Waits until no more than so many messages are left.
   *
   * @return how many are
   * @throws IllegalStateException if none is settled for a long time
   */
  long awaitLeft(String stream, long most)
      throws IOException, JetStreamApiException, InterruptedException {
    long least = waiting(stream);
    long since = System.nanoTime();
    for (long left = least; left > most; left = waiting(stream)) {
      if (left < least) {
        least = left;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STUCK.toNanos()) {
        throw new IllegalStateException(stream + " is stuck at " + left + " messages");
      }
      Thread.sleep(POLL);
    }
    return waiting(stream);
  }

  void purge(String stream) throws IOException, JetStreamApiException {
    management.purgeStream(stream);
  }

  /** A stream that ships holds a day's work, not a million events. */
  private void widen(String stream) throws IOException, JetStreamApiException {
    StreamConfiguration shipped = management.getStreamInfo(stream).getConfiguration();
    management.updateStream(StreamConfiguration.builder(shipped).maxBytes(UNLIMITED).build());
  }

  @Override
  public void close() throws InterruptedException {
    connection.close();
    function.close();
    server.close();
  }
}
