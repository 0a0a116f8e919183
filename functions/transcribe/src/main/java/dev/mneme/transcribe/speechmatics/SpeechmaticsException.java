// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import java.time.Duration;
import java.util.Optional;

/**
 * The API answered with an error.
 *
 * <p>What it means for the event: only a request that can never be accepted ends it. A key that is
 * wrong or spent, a limit, and trouble on their side are nothing the event can help, so it waits.
 */
final class SpeechmaticsException extends RuntimeException {
  private static final Duration AFTER_LIMIT = Duration.ofSeconds(30);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(10);

  /** Somebody has to mend the key or the contract first. */
  private static final Duration AFTER_DENIAL = Duration.ofMinutes(5);

  private final int status;
  private final Optional<Duration> retryAfter;

  SpeechmaticsException(int status, String message, Optional<Duration> retryAfter) {
    super("Speechmatics answered " + status + ": " + message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** There is no such job, or its transcript is not ready. */
  boolean notFound() {
    return status == 404;
  }

  /** Whether asking the same again may help within the same delivery. */
  boolean passing() {
    return status == 423 || status == 429 || status >= 500;
  }

  /** How long to wait before asking again. */
  Duration pause() {
    return retryAfter.orElse(
        switch (status) {
          case 423, 429 -> AFTER_LIMIT;
          case 401, 403 -> AFTER_DENIAL;
          default -> AFTER_TROUBLE;
        });
  }

  /** The outcome for the event whose audio this was about. */
  RuntimeException outcome() {
    return switch (status) {
      case 400, 413, 415, 422 ->
          InvalidEventException.of("data", getMessage(), "audio that Speechmatics accepts");
      default -> new TryLaterException(String.valueOf(getMessage()), pause());
    };
  }
}
