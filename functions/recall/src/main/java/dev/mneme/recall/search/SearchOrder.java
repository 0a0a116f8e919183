// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.mneme.recall.ranking.Found;
import dev.mneme.recall.ranking.Ranked;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** In which order hits come; the last two show what the reranker adds to either. */
enum SearchOrder {
  /** By the reranker. */
  RANKED,
  /** By BM25 alone: what has none of the words is not found. */
  WORDS,
  /** By the cosine of question and memory alone. */
  NEARNESS;

  /**
   * Puts what was found in this order; of equals the newest is first.
   *
   * @param ranked as the reranker ordered it
   */
  List<Ranked> of(List<Ranked> ranked) {
    return switch (this) {
      case RANKED -> ranked;
      case WORDS ->
          by(Found::words, ranked.stream().filter(one -> one.found().words() > 0).toList());
      case NEARNESS -> by(Found::nearness, ranked);
    };
  }

  private static List<Ranked> by(ToDoubleFunction<Found> score, List<Ranked> ranked) {
    return ranked.stream()
        .sorted(
            Comparator.<Ranked>comparingDouble(one -> score.applyAsDouble(one.found()))
                .thenComparingLong(one -> one.found().position())
                .reversed())
        .toList();
  }

  /** The word used in JSON. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
