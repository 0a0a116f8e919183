// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Written;
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
record Answer(String question, String answer, List<Source> sources) implements Written {
  static final String UNKNOWN = "unknown";

  @Override
  public void write(FieldWriter json) {
    json.put("question", question);
    json.put("answer", answer);
    json.put("sources", sources);
  }

  /**
   * One memory.
   *
   * @param score cosine of question and memory, -1 to 1
   */
  record Source(String id, Instant time, String text, String category, String kind, double score)
      implements Written {
    static Source of(Hit hit) {
      return new Source(
          hit.id(), hit.time(), hit.text(), hit.category(), hit.kind(), hit.nearness());
    }

    @Override
    public void write(FieldWriter json) {
      json.put("id", id);
      json.put("time", time);
      json.put("text", text);
      json.put("category", category);
      json.put("kind", kind);
      json.put("score", score);
    }
  }
}
