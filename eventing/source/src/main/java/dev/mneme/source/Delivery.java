// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.binding.NatsMessageFactory;
import io.cloudevents.CloudEvent;
import io.cloudevents.rw.CloudEventRWException;
import io.nats.client.Message;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.nats.client.impl.NatsMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way through the source, from pull to acknowledgement. Only the thread that has
 * taken it from its lane, or reads it again, touches it; the lease keeper reads {@link #ackSubject}
 * alone.
 */
final class Delivery {
  private final long sequence;
  private final int size;
  private final Instant stored;
  private String lane;
  private @Nullable Message message;
  private volatile String ackSubject;
  private int tries;
  private int attempts;
  private @Nullable Instant firstAttempt;
  private Verdict.@Nullable Retry trouble;
  private @Nullable Acceptance acceptance;
  private @Nullable End end;
  private int unsettled;

  /** That the event ends as a dead letter, and since when. */
  record End(Verdict.Refused why, Instant at) {}

  /** What the function answered to an event that it took. */
  record Acceptance(CloudEvent event, Verdict.Accepted answer) {}

  Delivery(Message message) {
    this(message.metaData(), laneOf(message.getSubject()), message);
  }

  private Delivery(NatsJetStreamMetaData place, String lane, Message message) {
    this(place.streamSequence(), place.timestamp().toInstant(), lane, message);
  }

  Delivery(long sequence, Instant stored, String lane, Message message) {
    this.sequence = sequence;
    this.stored = stored;
    this.lane = lane;
    this.message = message;
    this.size = sizeOf(message);
    this.ackSubject = String.valueOf(message.getReplyTo());
  }

  /**
   * Subject, headers and payload as stored; to acknowledge, use {@link #ackSubject}.
   *
   * @throws IllegalStateException while the delivery is set aside
   */
  Message message() {
    if (message == null) {
      throw new IllegalStateException("message " + sequence + " is set aside");
    }
    return message;
  }

  /** Gives up the payload; what stays is the place in the stream, the lease and the attempts. */
  void setAside(String sharedLane) {
    message = null;
    // One string for the whole lane: a place set aside is to cost next to nothing.
    lane = sharedLane;
  }

  /** The payload was read again. */
  void restore(Message stored) {
    message = stored;
  }

  boolean isSetAside() {
    return message == null;
  }

  /** Bytes of the message: subject, headers and payload. */
  int size() {
    return size;
  }

  /** Where the server takes acknowledgement and lease extension of the newest delivery. */
  String ackSubject() {
    return ackSubject;
  }

  /** What the server said about the newest delivery: times delivered, time stored, stream. */
  NatsJetStreamMetaData metaData() {
    return new NatsJetStreamMetaData(new Receipt(ackSubject));
  }

  /** Place in the stream, the same for every redelivery. */
  long sequence() {
    return sequence;
  }

  /** Tenant and user tokens: what is kept in order. */
  String lane() {
    return lane;
  }

  /** When the message was stored in its stream. */
  Instant stored() {
    return stored;
  }

  /** Requests made for this event by this process. */
  int attempts() {
    return attempts;
  }

  /** The same, with those that did not reach the function. */
  int tries() {
    return tries;
  }

  @Nullable Instant firstAttempt() {
    return firstAttempt;
  }

  void beginAttempt(Instant now) {
    tries++;
    attempts++;
    if (firstAttempt == null) {
      firstAttempt = now;
    }
  }

  /** What the last attempt met. */
  void failed(Verdict.Retry why) {
    trouble = why;
    if (!why.reached()) {
      attempts--;
    }
  }

  /** Present once an attempt has failed. */
  Optional<Verdict.Retry> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** How long is left until the route's deadline; negative once it has passed. */
  Duration left(Duration deadline, Instant now) {
    return firstAttempt == null ? deadline : Duration.between(now, firstAttempt.plus(deadline));
  }

  /** The function took the event; that stands, however often its storing fails. */
  Acceptance accepted(CloudEvent event, Verdict.Accepted answer) {
    Acceptance taken = new Acceptance(event, answer);
    acceptance = taken;
    return taken;
  }

  Optional<Acceptance> acceptance() {
    return Optional.ofNullable(acceptance);
  }

  /** Counts a time that its outcome could not be stored or acknowledged. */
  int notSettled() {
    return ++unsettled;
  }

  /** The event is given up; what remains is to store its dead letter. */
  End giveUp(Verdict.Refused why, Instant now) {
    if (end == null) {
      end = new End(why, now);
    }
    return end;
  }

  /** Present once the event was given up. */
  Optional<End> end() {
    return Optional.ofNullable(end);
  }

  /** The server believed the lease lost and delivered again: only the newest delivery counts. */
  void redelivered(Message again) {
    ackSubject = String.valueOf(again.getReplyTo());
  }

  /**
   * The event in the message.
   *
   * @throws CloudEventRWException or another runtime exception of the SDK if there is none
   */
  CloudEvent event() {
    return NatsMessageFactory.createReader(message()).toEvent();
  }

  /** As much of a JetStream message as the reading of its reply subject needs. */
  private static final class Receipt extends NatsMessage {
    private Receipt(String ackSubject) {
      super("", ackSubject, null);
    }

    @Override
    public boolean isJetStream() {
      return true;
    }
  }

  private static int sizeOf(Message message) {
    int headers = message.hasHeaders() ? message.getHeaders().serializedLength() : 0;
    return message.getSubject().length() + headers + message.getData().length;
  }

  static String laneOf(String subject) {
    int user = subject.lastIndexOf('.');
    int tenant = user < 0 ? -1 : subject.lastIndexOf('.', user - 1);
    return subject.substring(tenant + 1);
  }
}
