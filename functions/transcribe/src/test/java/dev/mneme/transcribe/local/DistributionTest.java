// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void givesProbabilitiesThatAddUp() {
    // Given logits of 1 : 2 : 7
    Distribution distribution =
        new Distribution(new float[] {0, (float) Math.log(2), (float) Math.log(7)});

    // When / Then
    assertThat(distribution.best()).isEqualTo(2);
    assertThat(distribution.probability(0)).isCloseTo(0.1, within(1e-6));
    assertThat(distribution.probability(1)).isCloseTo(0.2, within(1e-6));
    assertThat(distribution.probability(2)).isCloseTo(0.7, within(1e-6));
  }

  @Test
  void survivesLogitsBeyondTheRangeOfExp() {
    // When
    Distribution distribution = new Distribution(new float[] {2_000, 1_000});

    // Then
    assertThat(distribution.probability(0)).isEqualTo(1);
    assertThat(distribution.probability(1)).isZero();
  }
}
