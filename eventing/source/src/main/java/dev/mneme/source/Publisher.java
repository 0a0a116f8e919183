// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.binding.NatsMessageFactory;
import dev.mneme.contract.EventIds;
import dev.mneme.contract.Subjects;
import dev.mneme.source.deadletter.DeadLetter;
import dev.mneme.source.deadletter.DeadLetterMessage;
import io.cloudevents.CloudEvent;
import io.nats.client.JetStream;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.nats.client.support.NatsJetStreamConstants;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Stores replies and dead letters in JetStream. Message ids follow from what is stored, so that
 * storing again within the duplicate window changes nothing.
 */
final class Publisher {
  private final JetStream jetStream;
  private final LongSupplier maxPayload;

  /**
   * @param maxPayload bytes of headers and data that the server takes in one message, as it says
   *     now
   */
  Publisher(JetStream jetStream, LongSupplier maxPayload) {
    this.jetStream = jetStream;
    this.maxPayload = maxPayload;
  }

  /** Begins to store a reply; complete once the server has it on disk. */
  CompletableFuture<PublishAck> reply(CloudEvent reply) {
    Headers headers = new Headers();
    headers.put(NatsJetStreamConstants.MSG_ID_HDR, EventIds.message(reply));
    return store(
        NatsMessageFactory.createWriter(Subjects.publish(reply), headers).writeBinary(reply));
  }

  /** Begins to store a dead letter: the message as it came, and the record of its end. */
  CompletableFuture<PublishAck> deadLetter(Delivery delivery, String route, Delivery.End end) {
    Message message = delivery.message();
    NatsJetStreamMetaData meta = delivery.metaData();
    DeadLetter record =
        new DeadLetter(
            route,
            end.why().reason().word(),
            end.why().status(),
            end.why().detail(),
            delivery.attempts(),
            meta.deliveredCount(),
            meta.timestamp().toInstant(),
            end.at(),
            meta.getStream(),
            delivery.sequence(),
            message.getSubject(),
            0);
    return store(
        DeadLetterMessage.of(
            record, message.getHeaders(), message.getData(), maxPayload.getAsLong()));
  }

  /** The server answers a message that is too large by closing the connection. */
  private CompletableFuture<PublishAck> store(Message message) {
    long most = maxPayload.getAsLong();
    long size = DeadLetterMessage.size(message);
    if (size > most) {
      return CompletableFuture.failedFuture(new TooLargeException(size, most));
    }
    try {
      return jetStream.publishAsync(message);
    } catch (IllegalStateException disconnected) {
      return CompletableFuture.failedFuture(disconnected);
    }
  }
}
