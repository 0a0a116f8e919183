// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import java.util.Arrays;

/**
 * Multinomial logistic regression with a Gaussian prior, fitted by accelerated gradient steps over
 * all rows (Nesterov, 1983, with the restarts of O'Donoghue and Candès, 2015). The loss is convex
 * and nothing is drawn at random: the same rows give the same weights.
 */
final class SoftmaxRegression {
  /** Largest slope at which it counts as done; labels are 0 or 1, so a row's slope is at most 1. */
  private static final float FLAT = 1e-3f;

  private static final int POWER_STEPS = 12;

  /** Power iteration comes from below. */
  private static final double SAFETY = 1.1;

  private final Kernel kernel;
  private final int classes;
  private final int lanes;
  private final float[] prior;
  private final float[] penalties;

  /**
   * @param prior mean of the weights, for each feature {@link #lanes} numbers
   * @param penalties for each feature, the inverse of the prior's variance
   */
  SoftmaxRegression(Kernel kernel, int classes, float[] prior, float[] penalties) {
    this.kernel = kernel;
    this.classes = classes;
    this.lanes = lanes(classes);
    this.prior = prior;
    this.penalties = penalties;
  }

  /** Numbers a feature's weights take up, padding included. */
  static int lanes(int classes) {
    return Math.ceilDiv(classes, Kernel.LANES) * Kernel.LANES;
  }

  /**
   * The most likely weights.
   *
   * @param rows features, row by row
   * @param labels for each row, from 0 to below the number of classes
   * @param mostSteps passes over the rows
   */
  float[] fit(float[] rows, int[] labels, int mostSteps) {
    float step = (float) (1 / curvature(rows, labels.length));
    float[] weights = prior.clone();
    float[] ahead = prior.clone();
    float[] gradient = new float[prior.length];
    float[] errors = new float[labels.length * lanes];
    double momentum = 1;
    for (int pass = 0; pass < mostSteps; pass++) {
      slope(rows, labels, ahead, errors, gradient);
      if (flat(gradient)) {
        return ahead;
      }
      double uphill = 0;
      double next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      float carried = (float) ((momentum - 1) / next);
      for (int i = 0; i < weights.length; i++) {
        float moved = ahead[i] - step * gradient[i];
        float difference = moved - weights[i];
        uphill += (double) gradient[i] * difference;
        weights[i] = moved;
        ahead[i] = moved + carried * difference;
      }
      momentum = next;
      if (uphill > 0) {
        momentum = 1;
        System.arraycopy(weights, 0, ahead, 0, weights.length);
      }
    }
    return weights;
  }

  private void slope(
      float[] rows, int[] labels, float[] weights, float[] errors, float[] gradient) {
    int n = labels.length;
    int width = penalties.length;
    kernel.multiply(rows, n, width, weights, lanes, errors);
    for (int s = 0; s < n; s++) {
      softmax(errors, s * lanes);
      errors[s * lanes + labels[s]] -= 1;
    }
    for (int i = 0; i < width; i++) {
      for (int c = i * lanes; c < (i + 1) * lanes; c++) {
        gradient[c] = penalties[i] * (weights[c] - prior[c]);
      }
    }
    kernel.accumulate(rows, n, width, errors, lanes, gradient);
  }

  /** Scores to probabilities, in place; the padding becomes 0. */
  private void softmax(float[] scores, int at) {
    float most = scores[at];
    for (int c = 1; c < classes; c++) {
      most = Math.max(most, scores[at + c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      // StrictMath: Math.exp may differ in the last bit between machines.
      double odd = StrictMath.exp(scores[at + c] - most);
      scores[at + c] = (float) odd;
      sum += odd;
    }
    for (int c = 0; c < classes; c++) {
      scores[at + c] = (float) (scores[at + c] / sum);
    }
    Arrays.fill(scores, at + classes, at + lanes, 0);
  }

  private static boolean flat(float[] gradient) {
    for (float slope : gradient) {
      if (Math.abs(slope) > FLAT) {
        return false;
      }
    }
    return true;
  }

  /** A bound on the loss's second derivative: half the largest eigenvalue of rowsᵀrows. */
  private double curvature(float[] rows, int n) {
    int width = penalties.length;
    double[] direction = new double[width];
    Arrays.fill(direction, 1 / Math.sqrt(width));
    double eigenvalue = 0;
    for (int i = 0; i < POWER_STEPS; i++) {
      double[] turned = new double[width];
      for (int s = 0; s < n; s++) {
        double along = 0;
        for (int j = 0; j < width; j++) {
          along += rows[s * width + j] * direction[j];
        }
        for (int j = 0; j < width; j++) {
          turned[j] += along * rows[s * width + j];
        }
      }
      eigenvalue = Math.sqrt(Arrays.stream(turned).map(x -> x * x).sum());
      for (int j = 0; j < width && eigenvalue > 0; j++) {
        direction[j] = turned[j] / eigenvalue;
      }
    }
    double stiffest = 0;
    for (float penalty : penalties) {
      stiffest = Math.max(stiffest, penalty);
    }
    return SAFETY * eigenvalue / 2 + stiffest;
  }
}
