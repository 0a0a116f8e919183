// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.util.Collection;

/** How much each feature varies, so that the decay weighs on all of them alike. */
final class Spread {
  private static final double CONSTANT = 1e-12;

  private Spread() {}

  /** Standard deviation of each feature; 1 where it never changes. */
  static double[] of(Collection<Example> examples) {
    int width = examples.iterator().next().rows().getFirst().length;
    double[] sum = new double[width];
    double[] squares = new double[width];
    long rows = 0;
    for (Example example : examples) {
      for (double[] row : example.rows()) {
        rows++;
        for (int i = 0; i < width; i++) {
          sum[i] += row[i];
          squares[i] += row[i] * row[i];
        }
      }
    }
    double[] spread = new double[width];
    for (int i = 0; i < width; i++) {
      double variance = squares[i] / rows - sum[i] * sum[i] / rows / rows;
      spread[i] = variance > CONSTANT ? Math.sqrt(variance) : 1;
    }
    return spread;
  }
}
