// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.persist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void persistIsHeldAgainstTheSlowestFloorAndTheTarget() {
    // Given
    Figures figures =
        new Figures(
            Map.of(64, List.of(400.0, 600.0, 2_000.0)),
            Map.of("S3, put", List.of(1_200.0), "Postgres, COPY", List.of(10_000.0, 20_000.0)));

    // When
    String table = figures.table();

    // Then
    assertThat(table.lines().toList())
        .contains(
            "| floor: S3, put | 1,200 | | | |",
            "| floor: Postgres, COPY | 15,000 | | | |",
            "| persist, 64 owners a batch | 600 | 0.50 | ≥ 500 | yes |");
    assertThat(new Figures(Map.of(1, List.of(499.0)), figures.floors()).table())
        .contains("| persist, 1 owner a batch | 499 | 0.42 | ≥ 500 | **no** |");
  }
}
