// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

import dev.mneme.contract.EventIds;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.PublishOptions;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Publishes the original of a dead letter to where it came from. For one thread. */
final class Redrive {
  private final JetStreamManagement management;
  private final Map<String, PublishSubject> subjects = new HashMap<>();

  Redrive(JetStreamManagement management) {
    this.management = management;
  }

  /**
   * Publishes and waits until the stream has it.
   *
   * @throws DeadLetterException if the stream refuses or is gone, or if its headers are none
   */
  void publish(Letter letter) throws IOException {
    if (!letter.readable()) {
      throw new DeadLetterException(
          "dead letter "
              + letter.sequence()
              + ": expected headers as NATS has them, found what no client could publish again");
    }
    DeadLetter record = letter.record();
    Headers headers = new Headers(letter.headers());
    // The original's own id may still be known from when it came first.
    PublishOptions options =
        PublishOptions.builder()
            .expectedStream(record.stream())
            .messageId(
                EventIds.of(
                    "redrive",
                    record.stream(),
                    "" + record.sequence(),
                    "" + record.first(),
                    "" + letter.sequence()))
            .build();
    try {
      String subject = subject(record);
      management
          .jetStream()
          .publish(
              NatsMessage.builder().subject(subject).headers(headers).data(letter.data()).build(),
              options);
    } catch (JetStreamApiException e) {
      throw new DeadLetterException(
          "dead letter "
              + letter.sequence()
              + ": stream "
              + record.stream()
              + " does not take it again: "
              + e.getMessage(),
          e);
    }
  }

  private String subject(DeadLetter record) throws IOException, JetStreamApiException {
    PublishSubject known = subjects.get(record.stream());
    if (known == null) {
      StreamConfiguration stream = management.getStreamInfo(record.stream()).getConfiguration();
      known = PublishSubject.of(stream);
      subjects.put(record.stream(), known);
    }
    return known.of(record.subject());
  }
}
