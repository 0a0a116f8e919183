// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code spec} of a NACK {@code Consumer}, as far as Mneme uses it. */
record ConsumerManifest(
    String streamName,
    String durableName,
    Deliver deliverPolicy,
    Ack ackPolicy,
    GoDuration ackWait,
    int maxDeliver,
    int maxAckPending,
    @Nullable List<String> filterSubjects) {

  enum Deliver {
    all
  }

  enum Ack {
    explicit
  }

  ConsumerConfiguration configuration() {
    ConsumerConfiguration.Builder builder =
        ConsumerConfiguration.builder()
            .durable(durableName)
            .deliverPolicy(DeliverPolicy.All)
            .ackPolicy(AckPolicy.Explicit)
            .ackWait(ackWait.value())
            .maxDeliver(maxDeliver)
            .maxAckPending(maxAckPending);
    if (filterSubjects != null) {
      builder.filterSubjects(filterSubjects);
    }
    return builder.build();
  }
}
