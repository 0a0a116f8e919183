// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  @Test
  void aRowHoldsTheNineFeaturesInTheOrderOfTheEnum() {
    // Given
    Found before = FoundMemories.at(1, 0, 2, 0.1);
    Found memory = FoundMemories.at(2, 10, 4, 0.5, "Nora");
    Found after = FoundMemories.at(3, 20, 8, 0.3);

    // When
    double[] row = Features.of("What did Nora say?", List.of(before, memory, after)).get(1);

    // Then
    assertThat(Feature.values()).hasSize(9);
    double far = Math.sqrt(1.5);
    assertThat(row)
        .containsExactly(new double[] {0.5, far, 0.25, -far, 1, 0, 1, 1, far}, within(1e-9));
  }

  @Test
  void theSecondNeighbourCountsHalf() {
    // Given
    Found memory = FoundMemories.at(3, 20, 0, 0.5);
    List<Found> found =
        List.of(memory, FoundMemories.at(2, 10, 1, 0.5), FoundMemories.at(1, 0, 4, 0.5));

    // When
    double[] row = Features.of("?", found).getFirst();

    // Then
    assertThat(row[Feature.WORDS_BEFORE.ordinal()]).isEqualTo(0.25 + 0.5 * 1);
  }

  @Test
  void neighboursOfAnotherSessionDoNotCount() {
    // Given
    Found yesterday = FoundMemories.at(1, -24 * 60, 2, 0.9);
    Found memory = FoundMemories.at(2, 0, 1, 0.5);

    // When
    double[] row = Features.of("?", List.of(yesterday, memory)).get(1);

    // Then
    assertThat(row).containsExactly(new double[] {0.5, -1, 0, 0, 0, 0, 0, 0.5, -1}, within(1e-9));
  }

  @Test
  void withoutAnyWordFoundTheSharesAreZero() {
    // When
    double[] row = Features.of("?", List.of(FoundMemories.at(1, 0, 0, 0.4))).getFirst();

    // Then
    assertThat(row).containsOnly(0);
  }

  @Test
  void nothingFoundHasNoRows() {
    assertThat(Features.of("?", List.of())).isEmpty();
  }
}
