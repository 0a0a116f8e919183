// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

import dev.mneme.topology.Route;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.MessageConsumer;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.RetentionPolicy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what the server has given up: a message that it delivered as often as a consumer of the
 * route's stream allows, whoever had it and crashed, would stay in its stream and never be
 * delivered again. Its advisory makes it a dead letter, and takes it out of a work queue.
 *
 * <p>Advisories wait in a stream of their own, so that none is missed while no source runs. Each is
 * acknowledged last: a crash on the way leads to the same record again, which is stored once.
 */
public final class Advisories implements AutoCloseable {
  /** Stream in which advisories wait; each route has a durable consumer on it. */
  public static final String STREAM = "mneme-advisories";

  private static final Logger LOG = LoggerFactory.getLogger(Advisories.class);
  private static final Duration ACK_TIMEOUT = Duration.ofSeconds(5);
  private static final int NOT_FOUND = 404;

  private final Route route;
  private final String consumer;
  private final boolean workQueue;
  private final JetStream jetStream;
  private final JetStreamManagement management;
  private final LongSupplier maxPayload;
  private final LongPredicate inHand;
  private final Duration pause;
  private final Consumer<DeadLetter> stored;
  private final Clock clock;
  private @Nullable MessageConsumer reading;

  /**
   * @param consumer of the route that this process owns; what concerns the route's other consumers
   *     is left to their owners
   * @param maxPayload bytes that the server takes in one message
   * @param inHand whether the message of a sequence is worked on right now; it is left alone then,
   *     and looked at again after {@code pause}
   * @throws JetStreamApiException if the route's stream is missing
   * @param stored is told of each dead letter that was stored
   */
  public Advisories(
      Route route,
      String consumer,
      JetStreamManagement management,
      LongSupplier maxPayload,
      LongPredicate inHand,
      Duration pause,
      Consumer<DeadLetter> stored,
      Clock clock)
      throws IOException, JetStreamApiException {
    this.route = route;
    this.consumer = consumer;
    this.jetStream = management.jetStream();
    this.management = management;
    this.maxPayload = maxPayload;
    this.inHand = inHand;
    this.pause = pause;
    this.stored = stored;
    this.clock = clock;
    this.workQueue =
        management.getStreamInfo(route.stream()).getConfiguration().getRetentionPolicy()
            == RetentionPolicy.WorkQueue;
  }

  /** Begins to read; without a consumer for the route's advisories there is nothing to read. */
  public void start() throws IOException {
    String name = "deadletter-" + route.name();
    try {
      reading = jetStream.getConsumerContext(STREAM, name).consume(this::read);
    } catch (JetStreamApiException e) {
      LOG.warn(
          "route={} maximum deliveries are not watched: consumer {} of {}: {}",
          route.name(),
          name,
          STREAM,
          e.getMessage());
    }
  }

  private void read(Message message) throws InterruptedException {
    try {
      Advisory advisory = Advisory.read(message.getData());
      if (elsewhere(advisory) || inHand.test(advisory.sequence())) {
        message.nakWithDelay(pause);
        return;
      }
      if (concerns(advisory)) {
        end(advisory);
      }
      message.ackSync(ACK_TIMEOUT);
    } catch (IllegalArgumentException e) {
      LOG.error("route={} not an advisory, passed over: {}", route.name(), e.getMessage());
      message.term();
    } catch (IOException | JetStreamApiException | TimeoutException | IllegalStateException e) {
      LOG.warn("route={} advisory will be tried again: {}", route.name(), e.getMessage());
      message.nakWithDelay(pause);
    }
  }

  private boolean elsewhere(Advisory advisory) {
    return !advisory.consumer().equals(consumer) && route.consumers().contains(advisory.consumer());
  }

  /**
   * Consumers of a work queue share its messages, so what one of them gave up nobody will have.
   * Elsewhere each has its own copy, and a stranger's is not the route's trouble.
   */
  private boolean concerns(Advisory advisory) {
    return advisory.stream().equals(route.stream())
        && (workQueue || advisory.consumer().equals(consumer));
  }

  private void end(Advisory advisory) throws IOException, JetStreamApiException {
    Optional<MessageInfo> found = message(advisory.sequence());
    if (found.isEmpty()) {
      return;
    }
    DeadLetter letter = letter(advisory, found.get());
    jetStream.publish(
        DeadLetterMessage.of(
            letter,
            found.get().getHeaders(),
            Objects.requireNonNullElse(found.get().getData(), new byte[0]),
            maxPayload.getAsLong()));
    if (workQueue) {
      remove(advisory.sequence());
    }
    stored.accept(letter);
  }

  private DeadLetter letter(Advisory advisory, MessageInfo message) {
    return new DeadLetter(
        route.name(),
        Reason.MAX_DELIVERIES.word(),
        null,
        "delivered "
            + advisory.deliveries()
            + " times to consumer "
            + advisory.consumer()
            + " and not acknowledged",
        0,
        advisory.deliveries(),
        message.getTime().toInstant(),
        clock.instant(),
        route.stream(),
        message.getSeq(),
        message.getSubject(),
        0);
  }

  private Optional<MessageInfo> message(long sequence) throws IOException, JetStreamApiException {
    try {
      return Optional.of(management.getMessage(route.stream(), sequence));
    } catch (JetStreamApiException e) {
      if (e.getErrorCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Another replica may have been faster: then it is gone, which is what is wanted. */
  private void remove(long sequence) throws IOException, JetStreamApiException {
    try {
      management.deleteMessage(route.stream(), sequence);
    } catch (JetStreamApiException e) {
      if (message(sequence).isPresent()) {
        throw e;
      }
    }
  }

  /** Ends the reading; an advisory that is under way is finished or comes again. */
  @Override
  public void close() {
    if (reading != null) {
      reading.stop();
    }
  }
}
