// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Problem;
import dev.mneme.contract.TryLaterException;
import dev.mneme.identity.Refusal;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a thrown exception means to the client. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static Answer answer(RuntimeException thrown, String work) {
    return switch (thrown) {
      case Refusal e -> Answer.problem(e.problem(), Map.of(Refusal.HEADER, Refusal.CHALLENGE));
      case HttpProblem e -> Answer.problem(e.problem(), Map.of());
      case InvalidEventException e -> Answer.problem(Problem.of(e), Map.of());
      case TryLaterException e ->
          Answer.problem(
              Problem.of(503, "Try again later", String.valueOf(e.getMessage())),
              Map.of("Retry-After", Long.toString(Math.max(1, e.retryAfter().toSeconds()))));
      default -> {
        LOG.error("{} failed", work, thrown);
        yield Answer.problem(
            Problem.of(500, "Internal error", "the log of the gateway says more"), Map.of());
      }
    };
  }
}
