// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.topology.Route;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.ConsumerInfo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** All routes of one process over one connection. */
final class Source {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final List<RouteRunner> runners = new ArrayList<>();

  /**
   * Binds to the consumers; nothing is pulled yet.
   *
   * @param sinks the function of each route
   * @throws IOException if the server does not answer
   * @throws JetStreamApiException if a stream or consumer is missing
   */
  Source(Connection connection, Map<Route, URI> sinks) throws IOException, JetStreamApiException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    for (Map.Entry<Route, URI> entry : sinks.entrySet()) {
      for (String consumer : entry.getKey().consumers()) {
        runners.add(runner(connection, client, entry.getKey(), consumer, entry.getValue()));
      }
    }
  }

  /** Begins to pull and to post. */
  void start() {
    runners.forEach(RouteRunner::start);
  }

  /**
   * Stops all routes: nothing new is begun, what is open may end, the rest is given back.
   *
   * @return whether all open requests ended within {@code grace}
   */
  boolean stop(Duration grace) throws InterruptedException {
    boolean ended = true;
    for (RouteRunner runner : runners) {
      ended &= runner.stop(grace);
    }
    return ended;
  }

  private static RouteRunner runner(
      Connection connection, HttpClient client, Route route, String name, URI function)
      throws IOException, JetStreamApiException {
    JetStream jetStream = connection.jetStream();
    Clock clock = Clock.systemUTC();
    ConsumerInfo consumer = connection.jetStreamManagement().getConsumerInfo(route.stream(), name);
    Duration ackWait = consumer.getConsumerConfiguration().getAckWait();
    Duration takeover = consumer.getNumAckPending() > 0 ? ackWait : Duration.ZERO;
    Attempt attempt =
        new Attempt(
            route,
            new Sink(client, function, route.deadline()),
            new Settler(route, new Publisher(jetStream, connection::getMaxPayload), clock),
            new Backoff(route.backoff(), RandomGenerator.getDefault()),
            clock);
    return new RouteRunner(
        route,
        takeover,
        new Puller(jetStream, route.stream(), name),
        new LeaseKeeper(route.name(), ackWait),
        attempt);
  }
}
