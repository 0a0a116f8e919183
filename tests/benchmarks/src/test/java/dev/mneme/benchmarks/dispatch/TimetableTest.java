// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimetableTest {
  @Test
  void eventsAreDueAtTheRateWhateverTheTimeIs() {
    // Given
    Timetable timetable = new Timetable(1_000, Duration.ofMillis(50));

    // When a whole pace has passed before the first is asked for.
    long last = timetable.await(49);
    long first = timetable.await(0);

    // Then
    assertThat(timetable.count()).isEqualTo(50);
    assertThat(last - first).isEqualTo(Duration.ofMillis(49).toNanos());
  }
}
