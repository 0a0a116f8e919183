// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A transcription job as the API describes it ({@code JobDetails}).
 *
 * @param id theirs
 * @param status where it stands
 * @param reference ours, from {@code tracking.reference}; empty if the job has none
 * @param createdAt by their clock
 * @param errors what went wrong, such as why it was rejected
 */
record Job(String id, Status status, String reference, Instant createdAt, List<String> errors) {
  /** Reads their JSON; the reference is in the config, or beside it from an appliance. */
  static Job read(JsonNode job) {
    JsonNode tracking =
        job.path("config").has("tracking")
            ? job.path("config").path("tracking")
            : job.path("tracking");
    return new Job(
        job.path("id").asString(),
        Status.of(job.path("status").asString()),
        tracking.path("reference").asString(""),
        OffsetDateTime.parse(job.path("created_at").asString()).toInstant(),
        job.path("errors").valueStream().map(error -> error.path("message").asString()).toList());
  }

  /** The states of a job. */
  enum Status {
    RUNNING,
    DONE,
    /** Accepted at first, then found to be impossible. */
    REJECTED,
    /** Deleted by its owner. */
    DELETED,
    /** Deleted by the service, a week after it was done. */
    EXPIRED;

    static Status of(String name) {
      return Arrays.stream(values())
          .filter(status -> status.name().equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("Speechmatics gave a job the status " + name));
    }

    /** Whether its audio and transcript are gone, so that only a new job can help. */
    boolean gone() {
      return this == DELETED || this == EXPIRED;
    }
  }
}
