// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import java.time.Instant;
import java.util.List;

/** Where an answer is looked for. */
@FunctionalInterface
public interface Evidence {
  /**
   * Finds the memories that are likeliest to answer.
   *
   * @param most 1 or more
   * @throws NoConsentException if the asker withdrew the consent to recall
   * @throws TryLaterException if a store is away
   */
  Findings find(UserKey asker, String question, int most);

  /**
   * What was found.
   *
   * @param best first the best
   * @param answerable whether they are strong enough to answer from
   */
  record Findings(List<Finding> best, boolean answerable) {}

  /**
   * One memory of the asker.
   *
   * @param score of the search, to compare findings of one question
   */
  record Finding(
      String id, Instant time, String text, String category, String kind, double score) {}
}
