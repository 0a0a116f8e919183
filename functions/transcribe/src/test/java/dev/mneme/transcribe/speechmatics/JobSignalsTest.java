// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JobSignalsTest {
  private static final Duration VERY_LONG = Duration.ofDays(1);

  private final JobSignals signals = new JobSignals();

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aSignalBetweenTwoLooksIsNotMissed() throws InterruptedException {
    // Given
    try (JobSignals.Wait wait = signals.listen("j1")) {
      signals.signal("j1");

      // When / Then it returns at once
      wait.await(VERY_LONG);
    }
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void wakesEverybodyWhoWaitsForTheJob() throws InterruptedException {
    // Given
    try (JobSignals.Wait one = signals.listen("j1");
        JobSignals.Wait other = signals.listen("j1")) {
      signals.signal("j1");

      // When / Then
      one.await(VERY_LONG);
      other.await(VERY_LONG);
    }
  }

  @Test
  void forgetsAJobNobodyWaitsForAnyLonger() {
    // Given
    JobSignals.Wait one = signals.listen("j1");
    JobSignals.Wait other = signals.listen("j1");

    // When / Then
    one.close();
    assertThat(signals.awaited("j1")).isTrue();
    other.close();
    assertThat(signals.awaited("j1")).isFalse();
  }
}
