// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.util.List;

/**
 * The loss at some weights, mean over the examples, with its first and second derivatives.
 *
 * @param curvature symmetric and positive definite, for the decay makes it so
 */
record Loss(double value, double[] gradient, double[][] curvature) {
  private static final double DECAY = 1e-3;

  static Loss at(double[] weights, List<Example> examples) {
    int width = weights.length;
    double[] gradient = new double[width];
    double[][] curvature = new double[width][width];
    double value = 0;
    for (Example example : examples) {
      value += add(example, weights, gradient, curvature);
    }
    int n = examples.size();
    for (int i = 0; i < width; i++) {
      gradient[i] = gradient[i] / n + DECAY * weights[i];
      for (int j = 0; j < width; j++) {
        curvature[i][j] = curvature[i][j] / n + (i == j ? DECAY : 0);
      }
    }
    return new Loss(value / n + DECAY / 2 * Linear.dot(weights, weights), gradient, curvature);
  }

  /** Cross entropy of what is wanted and the softmax; its curvature is the features' covariance. */
  private static double add(
      Example example, double[] weights, double[] gradient, double[][] curvature) {
    int width = weights.length;
    double[] scores = example.rows().stream().mapToDouble(r -> Linear.dot(r, weights)).toArray();
    double logSum = logSum(scores);
    double[] mean = new double[width];
    double value = logSum;
    for (int row = 0; row < scores.length; row++) {
      double[] features = example.rows().get(row);
      double given = Math.exp(scores[row] - logSum);
      double wanted = example.wanted()[row];
      value -= wanted * scores[row];
      for (int i = 0; i < width; i++) {
        gradient[i] += (given - wanted) * features[i];
        mean[i] += given * features[i];
        for (int j = 0; j < width; j++) {
          curvature[i][j] += given * features[i] * features[j];
        }
      }
    }
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < width; j++) {
        curvature[i][j] -= mean[i] * mean[j];
      }
    }
    return value;
  }

  private static double logSum(double[] scores) {
    double most = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      most = Math.max(most, score);
    }
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - most);
    }
    return most + Math.log(sum);
  }
}
