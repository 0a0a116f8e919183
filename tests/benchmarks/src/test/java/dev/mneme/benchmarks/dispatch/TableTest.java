// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void showsEachFigureBesideItsFloorAndItsTarget() {
    // Given
    List<Result> results =
        List.of(
            Result.floor("floor", 12_345.6, "events/s"),
            new Result("reached", 10_000, "events/s", 12_345.6, 0.81, Target.ratioAtLeast(0.8)),
            new Result("too slow", 5.5, "ms", 0.25, 23.0, Target.valueAtMost(5)));

    // When
    String table = Table.of(results);

    // Then
    assertThat(table)
        .isEqualTo(
            """
            | figure   | value  | unit     | floor  | ratio | target      | met |
            | ---      | ---:   | ---      | ---:   | ---:  | ---         | --- |
            | floor    | 12,346 | events/s |        |       |             |     |
            | reached  | 10,000 | events/s | 12,346 | 0.81  | ratio ≥ 0.8 | yes |
            | too slow | 5.50   | ms       | 0.25   | 23.0  | value ≤ 5.0 | NO  |
            """);
  }

  @Test
  void aTargetHoldsAtItsLimit() {
    // When / Then
    assertThat(Target.ratioAtLeast(0.8).met(0, 0.8)).isTrue();
    assertThat(Target.ratioAtLeast(0.8).met(9, 0.79)).isFalse();
    assertThat(Target.ratioAtMost(2).met(0, 2.0)).isTrue();
    assertThat(Target.ratioAtMost(2).met(0, 2.1)).isFalse();
    assertThat(Target.valueAtMost(5).met(5, null)).isTrue();
    assertThat(Target.valueAtMost(5).met(5.1, null)).isFalse();
  }
}
