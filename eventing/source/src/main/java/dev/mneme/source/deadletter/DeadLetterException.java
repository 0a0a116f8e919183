// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

/** Something about dead letters cannot be done; the message says what and why. */
public final class DeadLetterException extends RuntimeException {
  public DeadLetterException(String message) {
    super(message);
  }

  public DeadLetterException(String message, Throwable cause) {
    super(message, cause);
  }
}
