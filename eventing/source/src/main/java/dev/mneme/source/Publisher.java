// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.binding.NatsMessageFactory;
import dev.mneme.contract.EventIds;
import dev.mneme.contract.Subjects;
import io.cloudevents.CloudEvent;
import io.nats.client.JetStream;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.nats.client.support.NatsJetStreamConstants;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Stores replies and dead letters in JetStream. Message ids follow from what is stored, so that
 * storing again within the duplicate window changes nothing.
 */
final class Publisher {
  private static final String SERVER_HEADERS = "nats-";

  private final JetStream jetStream;

  Publisher(JetStream jetStream) {
    this.jetStream = jetStream;
  }

  /** Begins to store a reply; complete once the server has it on disk. */
  CompletableFuture<PublishAck> reply(CloudEvent reply) {
    Headers headers = new Headers();
    headers.put(NatsJetStreamConstants.MSG_ID_HDR, EventIds.message(reply));
    return jetStream.publishAsync(
        NatsMessageFactory.createWriter(Subjects.publish(reply), headers).writeBinary(reply));
  }

  /** Begins to store a dead letter: the message as it came, and the record of its end. */
  CompletableFuture<PublishAck> deadLetter(
      Delivery delivery, String route, Verdict.Refused end, Instant now) {
    Message message = delivery.message();
    DeadLetter record =
        new DeadLetter(
            route,
            end.reason().word(),
            end.status(),
            end.detail(),
            delivery.attempts(),
            message.metaData().deliveredCount(),
            message.metaData().timestamp().toInstant(),
            now,
            message.metaData().getStream(),
            delivery.sequence(),
            message.getSubject());
    Headers headers = withoutServerHeaders(message);
    headers.put(DeadLetter.HEADER, record.json());
    headers.put(
        NatsJetStreamConstants.MSG_ID_HDR,
        EventIds.of("deadletter", record.stream(), "" + record.sequence(), "" + record.first()));
    return jetStream.publishAsync(
        NatsMessage.builder()
            .subject("mneme.deadletter." + route + "." + delivery.lane())
            .headers(headers)
            .data(message.getData())
            .build());
  }

  private static Headers withoutServerHeaders(Message message) {
    Headers kept = new Headers();
    if (message.hasHeaders()) {
      message
          .getHeaders()
          .forEach(
              (name, values) -> {
                if (!name.toLowerCase(Locale.ROOT).startsWith(SERVER_HEADERS)) {
                  kept.put(name, values);
                }
              });
    }
    return kept;
  }
}
