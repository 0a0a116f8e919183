// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

/**
 * What was to be done with somebody's data is not allowed by that person: refused, and kept to be
 * done once it is. An ordinary end, so without a stack trace.
 */
public final class NoConsentException extends RuntimeException {
  /**
   * @param purpose what is not allowed
   */
  public NoConsentException(Purpose purpose) {
    super(reason(purpose), null, false, false);
  }

  /** Why, in the words that a dead letter has, too. */
  public static String reason(Purpose purpose) {
    return "consent: expected it for " + purpose + ", found it withdrawn";
  }

  /** The refusal, 403. */
  public Problem problem() {
    return Problem.of(Problem.NO_CONSENT, "No consent", String.valueOf(getMessage()));
  }
}
