// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import dev.mneme.recall.ask.Evidence.Finding;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer and what it rests on.
 *
 * @param question as it was asked
 * @param answer all sentences; {@code unknown} where the memories do not answer
 * @param sentences each with its memories; empty where unknown
 * @param sources what was found, best first, even where it does not answer
 * @param writtenBy {@code extract}: sentences of the memories themselves; {@code model}: written
 *     from them by the configured language model
 * @param notice why the model did not write it although there is one: {@code budget} is spent for
 *     today, {@code unavailable}; absent otherwise
 */
record AskedAnswer(
    String question,
    String answer,
    List<CitedSentence> sentences,
    List<Source> sources,
    WrittenBy writtenBy,
    @Nullable Notice notice) {
  static final String UNKNOWN = "unknown";

  /** One memory. */
  record Source(String id, Instant time, String text, String category, String kind, double score) {
    static List<Source> of(List<Finding> findings) {
      return findings.stream()
          .map(f -> new Source(f.id(), f.time(), f.text(), f.category(), f.kind(), f.score()))
          .toList();
    }
  }

  static AskedAnswer of(String question, List<Finding> found, Written written) {
    String answer =
        written.sentences().isEmpty()
            ? UNKNOWN
            : written.sentences().stream()
                .map(CitedSentence::text)
                .collect(Collectors.joining(" "));
    return new AskedAnswer(
        question, answer, written.sentences(), Source.of(found), written.by(), written.notice());
  }
}
