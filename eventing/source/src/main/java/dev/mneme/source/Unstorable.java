// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import io.nats.client.JetStreamApiException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a message that no server would ever store from a server that cannot store now. */
final class Unstorable {
  /** nats-server: message size exceeds maximum allowed, header size exceeds maximum allowed. */
  private static final Set<Integer> TOO_LARGE = Set.of(10_054, 10_097);

  private Unstorable() {}

  /** What is wrong with the message, if it is the message. */
  static Optional<String> why(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof TooLargeException
          || (cause instanceof JetStreamApiException refused
              && TOO_LARGE.contains(refused.getApiErrorCode()))) {
        return Optional.of(String.valueOf(cause.getMessage()));
      }
    }
    return Optional.empty();
  }
}
