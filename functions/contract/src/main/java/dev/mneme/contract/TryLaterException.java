// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import java.time.Duration;

/** Something needed is away for now: the same input may be accepted later. */
public final class TryLaterException extends RuntimeException {
  private final Duration retryAfter;

  public TryLaterException(String reason, Duration retryAfter) {
    super(reason);
    this.retryAfter = retryAfter;
  }

  /** How long the sender shall wait. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
