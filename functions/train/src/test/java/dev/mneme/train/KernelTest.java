// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTest {
  private final ScalarKernel scalar = new ScalarKernel();
  private final VectorKernel vector = new VectorKernel();

  @ParameterizedTest
  @CsvSource({"1,1,8", "3,5,8", "4,397,16", "7,397,16", "40,397,16", "9,33,24", "0,5,8"})
  void bothKernelsGiveTheSameBits(int n, int width, int lanes) {
    // Given
    float[] rows = numbers(n * width, 1);
    float[] weights = numbers(width * lanes, 2);
    float[] errors = numbers(n * lanes, 3);
    float[] scalarOut = numbers(n * lanes, 4);
    float[] vectorOut = numbers(n * lanes, 5);
    float[] scalarGradient = weights.clone();
    float[] vectorGradient = weights.clone();

    // When
    scalar.multiply(rows, n, width, weights, lanes, scalarOut);
    vector.multiply(rows, n, width, weights, lanes, vectorOut);
    scalar.accumulate(rows, n, width, errors, lanes, scalarGradient);
    vector.accumulate(rows, n, width, errors, lanes, vectorGradient);

    // Then
    assertThat(vectorOut).containsExactly(scalarOut);
    assertThat(vectorGradient).containsExactly(scalarGradient);
  }

  @Test
  void productsAreThoseOfTheDefinition() {
    // Given
    int n = 5;
    int width = 7;
    int lanes = 8;
    float[] rows = numbers(n * width, 1);
    float[] weights = numbers(width * lanes, 2);
    float[] out = new float[n * lanes];
    float[] gradient = new float[width * lanes];

    // When
    scalar.multiply(rows, n, width, weights, lanes, out);
    scalar.accumulate(rows, n, width, out, lanes, gradient);

    // Then
    double score = 0;
    for (int i = 0; i < width; i++) {
      score += (double) rows[2 * width + i] * weights[i * lanes + 3];
    }
    assertThat((double) out[2 * lanes + 3]).isCloseTo(score, within(1e-5));
    double slope = 0;
    for (int s = 0; s < n; s++) {
      slope += (double) rows[s * width + 4] * out[s * lanes + 3];
    }
    assertThat((double) gradient[4 * lanes + 3]).isCloseTo(slope, within(1e-5));
  }

  @Test
  void moduleAndOptimizingCompilerMeanVectors() {
    // Then: this module's tests run with both
    assertThat(Kernel.best()).isInstanceOf(VectorKernel.class);
  }

  private static float[] numbers(int count, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
