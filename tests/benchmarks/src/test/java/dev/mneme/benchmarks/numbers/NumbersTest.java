// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private static final long MILLI = 1_000_000;

  @Test
  void theMedianIsTheMiddleOrTheMeanOfTheTwoMiddleOnes() {
    // When / Then
    assertThat(Numbers.median(List.of(9.0))).isEqualTo(9);
    assertThat(Numbers.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
    assertThat(Numbers.median(List.of(9.0, 1.0, 5.0, 7.0))).isEqualTo(6);
  }

  @Test
  void percentilesAreNearestRanks() {
    // Given
    long[] oneToHundredInOrder = LongStream.rangeClosed(1, 100).map(i -> i * MILLI).toArray();
    long[] oneToHundred = LongStream.rangeClosed(1, 100).map(i -> (101 - i) * MILLI).toArray();

    // When / Then
    assertThat(Numbers.percentileMillis(oneToHundred, 0.5)).isEqualTo(50);
    assertThat(Numbers.percentileMillis(oneToHundred, 0.95)).isEqualTo(95);
    assertThat(Numbers.percentileMillis(oneToHundred, 0.99)).isEqualTo(99);
    assertThat(Numbers.percentileMillis(oneToHundred, 1)).isEqualTo(100);
    assertThat(Numbers.percentileMillis(new long[] {7 * MILLI}, 0.01)).isEqualTo(7);
    assertThat(Numbers.percentileMillis(new long[] {7 * MILLI}, 0.95)).isEqualTo(7);
    assertThat(Numbers.percentileMillis(oneToHundredInOrder, 0.5)).isEqualTo(50);
  }

  @Test
  void ratiosArePairedBeforeTheirMedianIsTaken() {
    // Given a machine that was four times as slow in the second of three repeats.
    List<Double> values = List.of(80.0, 20.0, 90.0);
    List<Double> floors = List.of(100.0, 25.0, 100.0);

    // When / Then
    assertThat(Numbers.medianRatio(values, floors)).isEqualTo(0.8);
  }

  @Test
  void nothingHasNoPercentile() {
    // When / Then
    assertThatThrownBy(() -> Numbers.percentileMillis(new long[0], 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least one value, found none");
  }

  @Test
  void nothingHasNoMedian() {
    // When / Then
    assertThatThrownBy(() -> Numbers.median(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at least one value");
    assertThatThrownBy(() -> Numbers.medianRatio(List.of(1.0), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 values, 0 floors");
  }
}
