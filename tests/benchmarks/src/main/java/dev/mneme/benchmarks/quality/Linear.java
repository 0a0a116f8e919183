// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.util.Arrays;

/** Arithmetic on short vectors. */
final class Linear {
  private Linear() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** {@code a - factor * b}. */
  static double[] minus(double[] a, double[] b, double factor) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - factor * b[i];
    }
    return difference;
  }

  /**
   * The x with {@code matrix * x = right}, by Gauss-Jordan elimination without pivoting.
   *
   * @param matrix symmetric and positive definite, so that no pivot is ever zero
   */
  static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = Arrays.copyOf(matrix[i], n + 1);
      rows[i][n] = right[i];
    }
    for (int pivot = 0; pivot < n; pivot++) {
      for (int row = 0; row < n; row++) {
        if (row != pivot) {
          double factor = rows[row][pivot] / rows[pivot][pivot];
          for (int column = pivot; column <= n; column++) {
            rows[row][column] -= factor * rows[pivot][column];
          }
        }
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = rows[i][n] / rows[i][i];
    }
    return x;
  }
}
