// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  private static final int TO = 16_000;

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 22_050, 44_100, 48_000, 96_000, 44_057})
  void keepsWhatBothRatesCanHold(int from) {
    // Given
    float[] tone = Sounds.tone(1_000, from, 1);

    // When
    float[] resampled = Resampler.resample(tone, from, TO);

    // Then
    assertThat(resampled).hasSize(TO);
    assertThat(Sounds.strength(1_000, resampled, TO)).isCloseTo(0.5, within(0.005));
  }

  @ParameterizedTest
  @ValueSource(ints = {44_100, 48_000})
  void removesWhatWouldFoldBack(int from) {
    // Given a tone of 10 kHz, which at 16 kHz would be heard at 6 kHz
    float[] tone = Sounds.tone(10_000, from, 1);

    // When
    float[] resampled = Resampler.resample(tone, from, TO);

    // Then 60 dB below what went in
    assertThat(Sounds.strength(6_000, resampled, TO)).isLessThan(0.0005);
  }

  @Test
  void leavesTheRightRateAlone() {
    // Given
    float[] tone = Sounds.tone(440, TO, 0.1);

    // When / Then
    assertThat(Resampler.resample(tone, TO, TO)).isSameAs(tone);
  }
}
