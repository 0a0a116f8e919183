// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.SubjectTransform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code spec} of a NACK {@code Stream} (jetstream.nats.io/v1beta2), as far as Mneme uses it; a
 * field that is not here is an error, not a surprise.
 */
record StreamManifest(
    String name,
    @Nullable String description,
    List<String> subjects,
    @Nullable Transform subjectTransform,
    Retention retention,
    Storage storage,
    int replicas,
    Discard discard,
    @Nullable Boolean allowDirect,
    long maxBytes,
    @Nullable Integer maxMsgSize,
    @Nullable GoDuration maxAge,
    GoDuration duplicateWindow) {

  record Transform(String source, String dest) {}

  enum Retention {
    limits(RetentionPolicy.Limits),
    interest(RetentionPolicy.Interest),
    workqueue(RetentionPolicy.WorkQueue);

    private final RetentionPolicy policy;

    Retention(RetentionPolicy policy) {
      this.policy = policy;
    }
  }

  enum Storage {
    file(StorageType.File),
    memory(StorageType.Memory);

    private final StorageType type;

    Storage(StorageType type) {
      this.type = type;
    }

    StorageType type() {
      return type;
    }
  }

  enum Discard {
    old(DiscardPolicy.Old),
    @JsonProperty("new")
    newest(DiscardPolicy.New);

    private final DiscardPolicy policy;

    Discard(DiscardPolicy policy) {
      this.policy = policy;
    }
  }

  StreamConfiguration configuration() {
    StreamConfiguration.Builder builder =
        StreamConfiguration.builder()
            .name(name)
            .description(description)
            .subjects(subjects)
            .retentionPolicy(retention.policy)
            .storageType(storage.type)
            .replicas(replicas)
            .discardPolicy(discard.policy)
            .maxBytes(maxBytes)
            .duplicateWindow(duplicateWindow.value());
    if (allowDirect != null) {
      builder.allowDirect(allowDirect);
    }
    if (maxMsgSize != null) {
      builder.maximumMessageSize(maxMsgSize);
    }
    if (maxAge != null) {
      builder.maxAge(maxAge.value());
    }
    if (subjectTransform != null) {
      builder.subjectTransform(
          SubjectTransform.builder()
              .source(subjectTransform.source)
              .destination(subjectTransform.dest)
              .build());
    }
    return builder.build();
  }
}
