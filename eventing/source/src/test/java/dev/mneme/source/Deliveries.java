// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import io.nats.client.impl.NatsMessage;
import java.time.Instant;
import java.util.List;

/** Deliveries for tests, in stream order. */
final class Deliveries {
  private long sequence;

  /** One of a user of tenant {@code t}. */
  Delivery of(String user) {
    return of("t", user, 100);
  }

  Delivery of(String tenant, String user, int bytes) {
    String subject = "mneme.text.captured.7." + tenant + "." + user;
    return new Delivery(
        ++sequence,
        Instant.EPOCH,
        tenant + "." + user,
        NatsMessage.builder()
            .subject(subject)
            .data(new byte[Math.max(0, bytes - subject.length())])
            .build());
  }

  static List<Long> sequences(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::sequence).toList();
  }
}
