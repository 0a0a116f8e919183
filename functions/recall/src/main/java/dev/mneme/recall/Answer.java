// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.recall.search.Hit;
import java.time.Instant;
import java.util.List;

/**
 * What the memories say.
 *
 * @param question as it was asked
 * @param answer text of the best memory; {@code unknown} where none that was found is near enough
 *     to answer
 * @param sources the best memories, best first, even where none answers
 */
record Answer(String question, String answer, List<Source> sources) {
  static final String UNKNOWN = "unknown";

  /**
   * One memory.
   *
   * @param score cosine of question and memory, -1 to 1
   */
  record Source(String id, Instant time, String text, String category, String kind, double score) {
    static Source of(Hit hit) {
      return new Source(
          hit.id(), hit.time(), hit.text(), hit.category(), hit.kind(), hit.nearness());
    }
  }
}
