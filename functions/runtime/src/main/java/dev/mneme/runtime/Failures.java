// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.Problem;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.batch.Outcome;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a thrown exception means to the sender, and the one place where an unforeseen one is told.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final Duration AFTER_UNFORESEEN = Duration.ofSeconds(1);

  private Failures() {}

  /**
   * The outcome of work that threw.
   *
   * @param work names what was being done, for the log
   */
  static Outcome outcome(RuntimeException thrown, String work) {
    return switch (thrown) {
      case InvalidEventException e -> new Outcome.Refused(Problem.of(e));
      case NoConsentException e -> new Outcome.Refused(e.problem());
      case TryLaterException e -> Outcome.later(String.valueOf(e.getMessage()), e.retryAfter());
      default -> {
        LOG.error("{} failed", work, thrown);
        yield new Outcome.Later(
            Problem.of(500, "Internal error", "the log of the function says more"),
            AFTER_UNFORESEEN);
      }
    };
  }
}
