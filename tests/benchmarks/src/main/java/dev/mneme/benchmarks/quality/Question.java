// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.util.Set;

/**
 * A question with its evidence.
 *
 * @param evidence positions of the turns that it can be answered from
 */
record Question(String text, QuestionType type, Set<Long> evidence) {
  Question {
    evidence = Set.copyOf(evidence);
  }

  /** Whether it can be told if the right turns were found. */
  boolean judged() {
    return type != QuestionType.ADVERSARIAL && !evidence.isEmpty();
  }
}
