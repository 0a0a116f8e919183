// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.util.List;

/**
 * A question to learn from.
 *
 * @param rows features of everything that was found
 * @param wanted probability that each row shall have; they add up to 1
 */
record Example(List<double[]> rows, double[] wanted) {
  /** Divides each feature, in place. */
  void divideBy(double[] spread) {
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] /= spread[i];
      }
    }
  }
}
