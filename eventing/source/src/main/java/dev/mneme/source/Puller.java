// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullRequestOptions;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.ServerInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks one durable consumer for messages, never for more than there is room for. For one thread.
 */
final class Puller {
  private static final Logger LOG = LoggerFactory.getLogger(Puller.class);

  /** A request cannot be taken back, so this is also how long stopping takes at most. */
  private static final Duration EXPIRY = Duration.ofSeconds(1);

  /** By how much the server's end of a request may come after ours. */
  private static final Duration MARGIN = Duration.ofMillis(100);

  private final Connection connection;
  private final JetStream jetStream;
  private final String stream;
  private final String consumer;
  private JetStreamSubscription subscription;
  private String session;

  Puller(Connection connection, JetStream jetStream, String stream, String consumer)
      throws IOException, JetStreamApiException {
    this.connection = connection;
    this.jetStream = jetStream;
    this.stream = stream;
    this.consumer = consumer;
    this.session = session();
    this.subscription = subscribe();
  }

  /**
   * Whether no connection was lost since the last {@link #join}. What was on its way when one was
   * lost is delivered again only after its ack wait, and what comes next would overtake it.
   */
  boolean connectedSince() {
    return session.equals(session());
  }

  /** Reads nothing any more of what was asked for, so that the server sends nothing for it. */
  void leave() {
    session = session();
    if (subscription.isActive()) {
      subscription.unsubscribe();
    }
  }

  /** As if a connection were lost, whether or not one was. */
  void lost() {
    session = "";
  }

  /** Asks again from now on, after {@link #leave}. */
  void join() throws IOException, JetStreamApiException {
    subscription = subscribe();
  }

  private JetStreamSubscription subscribe() throws IOException, JetStreamApiException {
    return jetStream.subscribe(null, PullSubscribeOptions.bind(stream, consumer));
  }

  /** A client gets another id from the server with every connection. */
  private String session() {
    ServerInfo server = connection.getServerInfo();
    return server.getServerId() + "/" + server.getClientId();
  }

  /**
   * One pull request: hands over what comes until {@code room} messages came, the request expired,
   * or the connection was lost.
   *
   * @return how many came
   */
  int pull(int room, Consumer<Message> taker) throws InterruptedException {
    int came = 0;
    try {
      Duration wait = ask(room) ? EXPIRY : MARGIN;
      long end = System.nanoTime() + wait.toNanos();
      while (came < room) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        Message message = left.isPositive() ? subscription.nextMessage(left) : null;
        if (message == null || !connectedSince()) {
          return came;
        }
        taker.accept(message);
        came++;
      }
      return came;
    } catch (IllegalStateException e) {
      // Closed meanwhile, or the server ended the request in an unusual way.
      LOG.warn("pull interrupted: {}", e.getMessage());
      return came;
    }
  }

  /** Whether the server could be asked; while it is away, there is nobody to answer. */
  private boolean ask(int room) {
    int asked = room - Math.toIntExact(subscription.getPendingMessageCount());
    try {
      if (asked > 0) {
        subscription.pull(PullRequestOptions.builder(asked).expiresIn(EXPIRY).build());
      }
      return true;
    } catch (IllegalStateException e) {
      LOG.debug("not asked: {}", e.getMessage());
      return false;
    }
  }

  /**
   * Ends the asking, after the last {@link #pull}: hands over what the server had sent already.
   *
   * <p>Whatever is given back before this has returned, the server may send to the request that is
   * still open here, where nobody reads it.
   */
  void close(Consumer<Message> taker) throws InterruptedException {
    if (subscription.isActive()) {
      Message message = subscription.nextMessage(MARGIN);
      while (message != null) {
        taker.accept(message);
        message = subscription.nextMessage(MARGIN);
      }
      subscription.unsubscribe();
    }
  }
}
