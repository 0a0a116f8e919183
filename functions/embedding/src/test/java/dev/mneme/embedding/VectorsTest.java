// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VectorsTest {
  @Test
  void innerProductIsTheSumOfProducts() {
    // Then
    assertThat(Vectors.dot(new float[] {1, 2, 3}, new float[] {4, -5, 6})).isEqualTo(12f);
  }

  @Test
  void vectorsOfUnequalLengthAreRefused() {
    // Then
    assertThatThrownBy(() -> Vectors.dot(new float[2], new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 and 3 dimensions");
  }

  @Test
  void directionIsKeptAndLengthBecomesOne() {
    // Then
    assertThat(Vectors.normalized(new float[] {3, 0, -4})).containsExactly(0.6f, 0, -0.8f);
  }

  @Test
  void zeroStaysZero() {
    // Then
    assertThat(Vectors.normalized(new float[2])).containsExactly(0, 0);
  }
}
