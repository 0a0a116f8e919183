// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.coldstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.benchmarks.coldstart.Contestant.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private final Figures figures = new Figures();

  @Test
  void aVerdictRestsOnTheMedianOfPairs() {
    // Given
    starts("persist", Kind.FLOOR, 0.2, 0.4, 0.2);
    starts("persist", Kind.IMAGE, 0.6, 1.2, 9.0);
    starts("persist", Kind.FAT_JAR, 4.2, 7.2, 54.0);

    // When
    Figures.Verdict verdict = figures.verdicts().getFirst();

    // Then
    assertThat(verdict.floors()).isCloseTo(3.0, within(1e-9));
    assertThat(verdict.met()).isTrue();
    assertThat(figures.table()).contains("| 3.0 | ≤ 4 | 1/6.0 | ≤ 1/6 | yes |");
  }

  @Test
  void aStartThatIsTooSlowIsSaidToBe() {
    // Given
    starts("audit", Kind.FLOOR, 0.2);
    starts("audit", Kind.IMAGE, 0.6);
    starts("audit", Kind.FAT_JAR, 3.0);
    starts("classify", Kind.FLOOR, 0.2);
    starts("classify", Kind.IMAGE, 1.5);
    starts("classify", Kind.FAT_JAR, 3.0);

    // Then
    assertThat(figures.verdicts()).extracting(Figures.Verdict::met).containsExactly(false, true);
    assertThat(figures.table()).contains("| 1/5.0 | ≤ 1/6 | **no** |");
  }

  private void starts(String program, Kind kind, double... seconds) {
    for (double each : seconds) {
      figures.add(
          new Contestant(program, kind, List.of(), Path.of(""), Map.of(), () -> Floor.QUESTION),
          new Start(each, each, 100));
    }
  }
}
