// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.connection.NatsConnection;
import dev.mneme.source.consent.Withdrawals;
import dev.mneme.source.deadletter.Advisories;
import dev.mneme.source.deadletter.Reason;
import dev.mneme.source.forgetting.Forgetting;
import dev.mneme.source.metrics.Backlog;
import dev.mneme.source.metrics.RouteMetrics;
import dev.mneme.source.metrics.SourceMetrics;
import dev.mneme.source.owner.Board;
import dev.mneme.source.owner.Ownership;
import dev.mneme.source.owner.Term;
import dev.mneme.source.owner.Work;
import dev.mneme.topology.Route;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerConfiguration;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/** All routes of one process over one connection. */
final class Source {
  /** Messages held by one consumer at most, a few hundred bytes each where set aside. */
  private static final int MOST_PLACES = 1 << 18;

  private final NatsConnection connection;
  private final Outgoing outgoing;
  private final SourceMetrics observation;
  private final Pseudonyms pseudonyms;
  private final CloseableHttpClient client;
  private final Deadlines deadlines = new Deadlines();
  private final Board board;
  private final Forgetting forgetting;
  private final Withdrawals withdrawals;
  private final List<Ownership> ownerships = new ArrayList<>();

  /**
   * Looks at the consumers; nothing is pulled yet.
   *
   * @param sinks the function of each route
   * @param outgoing what requests bear and whom they trust
   * @param replica who owns consumers, among replicas of this source
   * @param observation where what happens is counted
   * @param pseudonyms how users are named in the log
   * @throws IOException if the server does not answer
   * @throws JetStreamApiException if a stream or consumer is missing
   */
  Source(
      NatsConnection connection,
      Map<Route, URI> sinks,
      Outgoing outgoing,
      Replica replica,
      SourceMetrics observation,
      Pseudonyms pseudonyms)
      throws IOException, JetStreamApiException, InterruptedException {
    this.connection = connection;
    this.outgoing = outgoing;
    this.observation = observation;
    this.pseudonyms = pseudonyms;
    this.client = FunctionClient.create(outgoing.trust());
    this.board = new Board(connection);
    this.forgetting = Forgetting.open(connection);
    this.withdrawals = new Withdrawals(connection);
    JetStreamManagement server = connection.jetStreamManagement();
    for (Map.Entry<Route, URI> entry : sinks.entrySet()) {
      Route route = entry.getKey();
      metrics(route);
      for (String consumer : route.consumers()) {
        server.getConsumerInfo(route.stream(), consumer);
      }
      ownerships.add(
          new Ownership(
              board,
              replica.name(),
              route.name(),
              route.consumers(),
              replica.expiry(),
              (consumer, term) -> begin(route, entry.getValue(), consumer, term)));
    }
  }

  /** Begins to own consumers, to pull and to post. */
  void start() {
    ownerships.forEach(Ownership::start);
  }

  /**
   * Stops all routes together: nothing new is begun, what is open may end, the rest is left to
   * other replicas.
   *
   * @return whether all open requests ended within {@code grace}
   */
  boolean stop(Duration grace) throws InterruptedException {
    boolean ended = true;
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> stops = new ArrayList<>();
      ownerships.forEach(ownership -> stops.add(() -> ownership.close(grace)));
      for (Future<Boolean> stop : each.invokeAll(stops)) {
        ended &= stop.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("not stopped in order", e.getCause());
    }
    deadlines.close();
    board.close();
    forgetting.close();
    withdrawals.close();
    return ended;
  }

  private Work begin(Route route, URI function, String consumer, Term term)
      throws IOException, JetStreamApiException {
    JetStream jetStream = connection.jetStream();
    JetStreamManagement server = connection.jetStreamManagement();
    Clock clock = Clock.systemUTC();
    RouteMetrics metrics = metrics(route);
    ConsumerConfiguration bounds =
        server.getConsumerInfo(route.stream(), consumer).getConsumerConfiguration();
    TakeOver takeOver = TakeOver.of(server, route.stream(), consumer);
    Report report = new Report(route.name(), metrics, pseudonyms, clock);
    Attempt attempt =
        new Attempt(
            route,
            new Sink(client, function, deadlines, outgoing.largestAnswer(), metrics),
            outgoing.overrides(),
            new Settler(
                route,
                new Publisher(jetStream, connection.connection()::getMaxPayload),
                new Acknowledger(
                    connection.connection(),
                    new LostConfirmation(server, route.stream(), consumer),
                    route.name()),
                report,
                forgetting,
                clock),
            new Gate(route.purpose(), forgetting, withdrawals),
            new Backoff(route.backoff(), RandomGenerator.getDefault()),
            clock);
    LeaseKeeper leases =
        new LeaseKeeper(route.name(), connection.connection(), bounds.getAckWait(), metrics);
    Advisories advisories =
        new Advisories(
            route,
            consumer,
            server,
            connection.connection()::getMaxPayload,
            leases::holds,
            bounds.getAckWait(),
            letter -> {
              report.deadLetter(letter);
              forgetting.stored(Delivery.laneOf(letter.subject()));
            },
            clock);
    RouteRunner runner =
        new RouteRunner(
            route,
            term,
            takeOver,
            new Intake(
                route.name(),
                new Puller(connection.connection(), jetStream, route.stream(), consumer),
                leases,
                new Lanes(route, places(bounds)),
                new Payloads(server, route.stream()),
                () -> TakeOver.of(server, route.stream(), consumer)),
            attempt,
            new Limiter(route.concurrency(), System::nanoTime),
            holdings ->
                metrics.consumer(
                    consumer,
                    holdings,
                    () -> Backlog.of(server.getConsumerInfo(route.stream(), consumer))));
    runner.start();
    advisories.start();
    return new WatchedWork(runner, advisories);
  }

  private RouteMetrics metrics(Route route) {
    return observation.route(route.name(), Reason.words(), route.consumers().size());
  }

  /** No more than the server delivers unacknowledged. */
  private static int places(ConsumerConfiguration bounds) {
    long pending = bounds.getMaxAckPending();
    return pending < 1 ? MOST_PLACES : Math.toIntExact(Math.min(pending, MOST_PLACES));
  }
}
