// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullRequestOptions;
import io.nats.client.PullSubscribeOptions;
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

  private final JetStreamSubscription subscription;

  Puller(JetStream jetStream, String stream, String consumer)
      throws IOException, JetStreamApiException {
    this.subscription = jetStream.subscribe(null, PullSubscribeOptions.bind(stream, consumer));
  }

  /**
   * One pull request: hands over what comes until {@code room} messages came or the request
   * expired.
   *
   * @return how many came
   */
  int pull(int room, Consumer<Message> taker) throws InterruptedException {
    try {
      int asked = room - Math.toIntExact(subscription.getPendingMessageCount());
      if (asked > 0) {
        subscription.pull(PullRequestOptions.builder(asked).expiresIn(EXPIRY).build());
      }
      long end = System.nanoTime() + EXPIRY.toNanos();
      int came = 0;
      while (came < room) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        Message message = left.isPositive() ? subscription.nextMessage(left) : null;
        if (message == null) {
          return came;
        }
        taker.accept(message);
        came++;
      }
      return came;
    } catch (IllegalStateException e) {
      // Disconnected: the client reconnects by itself, and a request made then is answered.
      LOG.warn("pull interrupted: {}", e.getMessage());
      return 0;
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
