// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import dev.mneme.recall.ranking.Found;
import dev.mneme.recall.ranking.Reranker;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** An order of what was found. */
@FunctionalInterface
interface Ranking {
  /** By words alone. */
  Ranking BM25 = scored -> sorted(scored.found(), Found::words);

  /** By meaning alone. */
  Ranking VECTOR = scored -> sorted(scored.found(), Found::nearness);

  /** Both, each stretched to 0 to 1, added up. */
  Ranking HYBRID = Ranking::hybrid;

  /** Positions, best first. */
  List<Long> order(Case asked);

  /** By a reranker. */
  static Ranking of(Reranker reranker) {
    return asked ->
        reranker.rank(asked.question().text(), asked.found()).stream()
            .map(ranked -> ranked.found().position())
            .toList();
  }

  private static List<Long> hybrid(Case asked) {
    ToDoubleFunction<Found> words = stretched(asked.found(), Found::words);
    ToDoubleFunction<Found> nearness = stretched(asked.found(), Found::nearness);
    return sorted(
        asked.found(), found -> words.applyAsDouble(found) + nearness.applyAsDouble(found));
  }

  private static ToDoubleFunction<Found> stretched(
      List<Found> found, ToDoubleFunction<Found> score) {
    DoubleSummaryStatistics range = found.stream().mapToDouble(score).summaryStatistics();
    double width = range.getMax() - range.getMin();
    return one -> width == 0 ? 0 : (score.applyAsDouble(one) - range.getMin()) / width;
  }

  private static List<Long> sorted(List<Found> found, ToDoubleFunction<Found> score) {
    return found.stream()
        .sorted(Comparator.comparingDouble(score).reversed())
        .map(Found::position)
        .toList();
  }
}
