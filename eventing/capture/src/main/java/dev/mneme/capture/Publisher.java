// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.binding.NatsMessageFactory;
import dev.mneme.contract.EventIds;
import dev.mneme.contract.Forgotten;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.Subjects;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.Withdrawn;
import io.cloudevents.CloudEvent;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.support.NatsJetStreamConstants;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Hands events to JetStream and waits until they are stored. */
final class Publisher {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Connection connection;
  private final Metrics metrics;

  Publisher(Connection connection, Metrics metrics) {
    this.connection = connection;
    this.metrics = metrics;
  }

  /**
   * Tells those who carry events what to forget; telling it again changes nothing.
   *
   * @throws TryLaterException if the server is away
   */
  void forget(Forgotten wish) {
    try {
      connection.keyValue(Forgotten.BUCKET).put(wish.key(), wish.value());
    } catch (JetStreamApiException | IOException | IllegalStateException e) {
      throw new TryLaterException(
          "JetStream did not store the wish: " + e.getMessage(), RETRY_AFTER);
    }
  }

  /**
   * Tells those who carry events what somebody allows from now on, or does not; telling it again
   * changes nothing.
   *
   * @throws TryLaterException if the server is away
   */
  void decide(UserKey owner, Set<Purpose> purposes, boolean granted) {
    try {
      KeyValue bucket = connection.keyValue(Withdrawn.BUCKET);
      for (Purpose purpose : purposes) {
        String key = Withdrawn.of(owner, purpose).key();
        if (granted) {
          bucket.delete(key);
        } else {
          bucket.put(key, new byte[0]);
        }
      }
    } catch (JetStreamApiException | IOException | IllegalStateException e) {
      throw new TryLaterException(
          "JetStream did not store the decision: " + e.getMessage(), RETRY_AFTER);
    }
  }

  /**
   * Stores an event.
   *
   * @return whether the same event had been stored shortly before, so that this changed nothing
   * @throws TryLaterException if the server is away or its stream full
   * @throws HttpProblem 413 if the event is larger than the server takes
   */
  boolean publish(CloudEvent event) {
    Headers headers = new Headers();
    headers.put(NatsJetStreamConstants.MSG_ID_HDR, EventIds.message(event));
    Message message =
        NatsMessageFactory.createWriter(Subjects.publish(event), headers).writeBinary(event);
    long most = connection.getMaxPayload();
    if (most > 0 && message.getData().length + headers.serializedLength() > most) {
      throw HttpProblem.of(
          413, "Event too large", "data", message.getData().length + " bytes", "less than " + most);
    }
    try {
      PublishAck stored = connection.jetStream().publish(message);
      metrics.published(event.getType(), stored.isDuplicate());
      return stored.isDuplicate();
    } catch (JetStreamApiException | IOException | IllegalStateException e) {
      throw new TryLaterException(
          "JetStream did not store the event: " + e.getMessage(), RETRY_AFTER);
    }
  }
}
