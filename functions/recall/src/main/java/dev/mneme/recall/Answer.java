// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import java.time.Instant;
import java.util.List;

/**
 * What the memories say.
 *
 * @param question as it was asked
 * @param answer text of the best memory; {@code unknown} where none is near enough to answer
 * @param sources the nearest memories, best first, even where none answers
 */
record Answer(String question, String answer, List<Source> sources) {
  static final String UNKNOWN = "unknown";

  /**
   * One memory.
   *
   * @param score cosine of question and memory, -1 to 1
   */
  record Source(String id, Instant time, String text, String category, String kind, double score) {
    static Source of(Memory memory, double score) {
      return new Source(
          memory.id(),
          memory.time(),
          memory.text(),
          memory.category(),
          memory.kind(),
          Math.round(score * 10_000) / 10_000.0);
    }
  }
}
