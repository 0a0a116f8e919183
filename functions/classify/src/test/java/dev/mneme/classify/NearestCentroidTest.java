// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.contract.MemoryKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NearestCentroidTest {
  private static final Map<MemoryKind, float[]> CENTROIDS =
      Map.of(MemoryKind.EVENT, new float[] {1, 0}, MemoryKind.STATE, new float[] {0, 1});

  @Test
  void leastAngleWins() {
    // When
    var guess = NearestCentroid.of(CENTROIDS, 0.1).nearest(new float[] {0.6f, 0.8f});

    // Then
    assertThat(guess.label()).isEqualTo(MemoryKind.STATE);
    assertThat(guess.confidence()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-6));
  }

  @Test
  void higherTemperatureIsLessSure() {
    // Given
    float[] vector = {0.6f, 0.8f};

    // Then
    assertThat(NearestCentroid.of(CENTROIDS, 1).nearest(vector).confidence())
        .isLessThan(NearestCentroid.of(CENTROIDS, 0.1).nearest(vector).confidence());
  }

  @Test
  void equalAnglesShareTheProbability() {
    // Then
    assertThat(NearestCentroid.of(CENTROIDS, 0.01).probabilities(new float[] {-0.7f, -0.7f}))
        .containsEntry(MemoryKind.EVENT, 0.5)
        .containsEntry(MemoryKind.STATE, 0.5);
  }
}
