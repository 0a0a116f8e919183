// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentileTest {
  @Test
  void isTheSmallestTimeThatTheShareDoesNotExceed() {
    // Given
    List<Long> nanos = LongStream.rangeClosed(1, 100).map(i -> i * 1_000_000).boxed().toList();

    // Then
    assertThat(Percentile.millis(nanos, 0.95)).isEqualTo(95);
    assertThat(Percentile.millis(nanos.reversed(), 0.5)).isEqualTo(50);
    assertThat(Percentile.millis(List.of(7_000_000L), 0.95)).isEqualTo(7);
  }

  @Test
  void ofNothingThereIsNone() {
    assertThatThrownBy(() -> Percentile.millis(List.of(), 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least one time, found none");
  }
}
