// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import io.nats.client.api.KeyValueConfiguration;
import org.jspecify.annotations.Nullable;

/** The {@code spec} of a NACK {@code KeyValue}, as far as Mneme uses it. */
record BucketManifest(
    String bucket,
    @Nullable String description,
    int history,
    StreamManifest.Storage storage,
    int replicas,
    @Nullable GoDuration ttl,
    long maxBytes) {

  KeyValueConfiguration configuration() {
    KeyValueConfiguration.Builder builder =
        KeyValueConfiguration.builder()
            .name(bucket)
            .description(description)
            .maxHistoryPerKey(history)
            .storageType(storage.type())
            .replicas(replicas)
            .maxBucketSize(maxBytes);
    if (ttl != null) {
      builder.ttl(ttl.value());
    }
    return builder.build();
  }
}
