// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {
  private static final int CLASSES = 3;
  private static final int LANES = 8;
  private static final int WIDTH = 4;
  private static final int ROWS = 30;

  private final float[] rows = new float[ROWS * WIDTH];
  private final int[] labels = new int[ROWS];

  SoftmaxRegressionTest() {
    Random random = new Random(7);
    for (int s = 0; s < ROWS; s++) {
      labels[s] = random.nextInt(CLASSES);
      for (int i = 0; i < WIDTH; i++) {
        rows[s * WIDTH + i] = (float) random.nextGaussian() + (i == labels[s] ? 1 : 0);
      }
    }
  }

  @Test
  void noStepFromTheFittedWeightsLowersTheLoss() {
    // Given
    float[] prior = new float[WIDTH * LANES];
    prior[0] = 1;

    // When
    float[] fitted = fit(new ScalarKernel(), prior, 0.5f, labels);

    // Then
    double least = loss(fitted, prior, 0.5f);
    assertThat(least).isLessThan(loss(prior, prior, 0.5f));
    for (int i = 0; i < WIDTH; i++) {
      for (int c = 0; c < CLASSES; c++) {
        for (float move : new float[] {-0.05f, 0.05f}) {
          float[] moved = fitted.clone();
          moved[i * LANES + c] += move;
          assertThat(loss(moved, prior, 0.5f)).isGreaterThan(least);
        }
      }
    }
  }

  @Test
  void paddingStaysEmpty() {
    // When
    float[] fitted = fit(new VectorKernel(), new float[WIDTH * LANES], 0.5f, labels);

    // Then
    for (int i = 0; i < WIDTH; i++) {
      assertThat(Arrays.copyOfRange(fitted, i * LANES + CLASSES, (i + 1) * LANES)).containsOnly(0);
    }
  }

  @Test
  void weightsDoNotDependOnTheKernel() {
    // Given
    float[] prior = new float[WIDTH * LANES];

    // Then
    assertThat(fit(new VectorKernel(), prior, 0.1f, labels))
        .containsExactly(fit(new ScalarKernel(), prior, 0.1f, labels));
  }

  @Test
  void strongPriorHolds() {
    // Given
    float[] prior = new float[WIDTH * LANES];
    prior[LANES + 1] = 2;

    // When
    float[] fitted = fit(new ScalarKernel(), prior, 1e6f, labels);

    // Then
    for (int i = 0; i < fitted.length; i++) {
      assertThat(fitted[i]).isCloseTo(prior[i], within(1e-3f));
    }
  }

  @Test
  void oneClassOnlyIsLearntAsThatClass() {
    // Given
    int[] ones = new int[ROWS];
    Arrays.fill(ones, 1);
    for (int s = 0; s < ROWS; s++) {
      rows[s * WIDTH + WIDTH - 1] = 1;
    }

    // When
    float[] fitted = fit(new ScalarKernel(), new float[WIDTH * LANES], 0.1f, ones);

    // Then
    float[] scores = new float[ROWS * LANES];
    new ScalarKernel().multiply(rows, ROWS, WIDTH, fitted, LANES, scores);
    assertThat(fitted).doesNotContain(Float.NaN);
    for (int s = 0; s < ROWS; s++) {
      assertThat(scores[s * LANES + 1])
          .isGreaterThan(Math.max(scores[s * LANES], scores[s * LANES + 2]));
    }
  }

  private float[] fit(Kernel kernel, float[] prior, float penalty, int[] meant) {
    float[] penalties = new float[WIDTH];
    Arrays.fill(penalties, penalty);
    return new SoftmaxRegression(kernel, CLASSES, prior, penalties).fit(rows, meant, 1_000);
  }

  private double loss(float[] weights, float[] prior, float penalty) {
    double loss = 0;
    for (int s = 0; s < ROWS; s++) {
      double[] scores = new double[CLASSES];
      double sum = 0;
      for (int c = 0; c < CLASSES; c++) {
        for (int i = 0; i < WIDTH; i++) {
          scores[c] += (double) rows[s * WIDTH + i] * weights[i * LANES + c];
        }
        sum += Math.exp(scores[c]);
      }
      loss += Math.log(sum) - scores[labels[s]];
    }
    for (int i = 0; i < weights.length; i++) {
      loss += 0.5 * penalty * (weights[i] - prior[i]) * (weights[i] - prior[i]);
    }
    return loss;
  }
}
