// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long TENTH = TimeUnit.MILLISECONDS.toNanos(100);

  @Test
  void spacesCallsThatComeTogether() {
    // Given
    Pace pace = Pace.perSecond(10);
    long now = System.nanoTime();

    // When / Then
    assertThat(pace.takeTurn(now)).isEqualTo(now);
    assertThat(pace.takeTurn(now)).isEqualTo(now + TENTH);
    assertThat(pace.takeTurn(now)).isEqualTo(now + 2 * TENTH);
  }

  @Test
  void savesNothingUpWhileNobodyCalls() {
    // Given
    Pace pace = Pace.perSecond(10);
    long now = System.nanoTime();
    pace.takeTurn(now);

    // When
    long later = now + 50 * TENTH;

    // Then
    assertThat(pace.takeTurn(later)).isEqualTo(later);
    assertThat(pace.takeTurn(later)).isEqualTo(later + TENTH);
  }
}
