// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.source.deadletter.Reason;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request came to, for one event. */
sealed interface Verdict {
  /**
   * The function had its effect; these events follow.
   *
   * @param together with all others of the request, in one answer: none may be acknowledged before
   *     the replies to all are stored
   */
  record Accepted(List<CloudEvent> replies, boolean together) implements Verdict {
    /** An event with an answer of its own. */
    Accepted(List<CloudEvent> replies) {
      this(replies, false);
    }
  }

  /**
   * Try again: the trouble may pass.
   *
   * @param status HTTP status, or {@code null} where there was no answer
   * @param retryAfter what the function asked for, or {@code null}
   * @param reached whether the function can have had the event: where nobody answers the door, no
   *     attempt was made
   */
  record Retry(
      @Nullable Integer status, String detail, @Nullable Duration retryAfter, boolean reached)
      implements Verdict {
    /** The function was asked. */
    Retry(@Nullable Integer status, String detail, @Nullable Duration retryAfter) {
      this(status, detail, retryAfter, true);
    }
  }

  /**
   * Trying again cannot help.
   *
   * @param status HTTP status, or {@code null} where no request was made
   */
  record Refused(Reason reason, @Nullable Integer status, String detail) implements Verdict {}
}
