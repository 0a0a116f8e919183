// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import java.util.List;

/**
 * Makes scores of different searches comparable: BM25 grows with the rarity of the words asked for,
 * and some questions are near to everything.
 *
 * @param mostWords best BM25 score of the search
 * @param mean of all nearness
 * @param spread standard deviation of all nearness; 1 where it is the same for all
 */
record Scale(double mostWords, double mean, double spread) {
  private static final double SAME = 1e-9;

  static Scale of(List<Found> found) {
    double mean = found.stream().mapToDouble(Found::nearness).average().orElse(0);
    double variance =
        found.stream()
            .mapToDouble(memory -> (memory.nearness() - mean) * (memory.nearness() - mean))
            .average()
            .orElse(0);
    return new Scale(
        found.stream().mapToDouble(Found::words).max().orElse(0),
        mean,
        variance < SAME ? 1 : Math.sqrt(variance));
  }

  /** As a share of the best, 0 to 1. */
  double words(double score) {
    return mostWords == 0 ? 0 : score / mostWords;
  }

  /** In standard deviations from the mean. */
  double nearness(double cosine) {
    return (cosine - mean) / spread;
  }
}
