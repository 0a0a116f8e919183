// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.transcribe.speech.Recording;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StretchTest {
  private static final int SECOND = Recording.SAMPLE_RATE / Loudness.FRAME;

  /** Alternating sound and silence, beginning with sound, in seconds. */
  private static Loudness pattern(double... seconds) {
    int length = 0;
    for (double part : seconds) {
      length += (int) (part * Recording.SAMPLE_RATE);
    }
    float[] samples = new float[length];
    int at = 0;
    for (int part = 0; part < seconds.length; part++) {
      int end = at + (int) (seconds[part] * Recording.SAMPLE_RATE);
      for (; at < end; at++) {
        samples[at] = part % 2 == 0 ? syllables(at) : 0;
      }
    }
    return new Loudness(samples);
  }

  /** A tone that comes and goes five times a second and is never gone. */
  private static float syllables(int at) {
    double strength = 0.16 + 0.14 * Math.sin(2 * Math.PI * 5 * at / Recording.SAMPLE_RATE);
    return (float) (strength * Math.sin(at * 0.2));
  }

  @Test
  void leavesSilenceAroundSpeechAwayButForAMargin() {
    // When
    List<Stretch> stretches = Stretch.of(pattern(0, 3, 2, 4));

    // Then a fifth of a second is kept on either side
    assertThat(stretches)
        .containsExactly(new Stretch(3 * SECOND - SECOND / 5, 5 * SECOND + SECOND / 5));
  }

  @Test
  void cutsLongSpeechInItsPause() {
    // When
    List<Stretch> stretches = Stretch.of(pattern(11, 1, 10));

    // Then
    assertThat(stretches).hasSize(2);
    assertThat(stretches.get(0).end()).isBetween(11 * SECOND, 12 * SECOND);
    assertThat(stretches.get(1).first()).isBetween(11 * SECOND, 12 * SECOND);
    assertThat(stretches.get(1).end()).isEqualTo(22 * SECOND);
  }

  @Test
  void cutsSpeechWithoutAPauseAllTheSame() {
    // When
    List<Stretch> stretches = Stretch.of(pattern(60));

    // Then nothing is lost between two stretches
    assertThat(stretches.getFirst().first()).isZero();
    assertThat(stretches.getLast().end()).isEqualTo(60 * SECOND);
    for (int i = 0; i < stretches.size(); i++) {
      assertThat(stretches.get(i).end() - stretches.get(i).first())
          .isLessThanOrEqualTo(16 * SECOND);
      if (i > 0) {
        assertThat(stretches.get(i).first()).isEqualTo(stretches.get(i - 1).end());
      }
    }
  }

  @Test
  void hasNothingToHearInSilence() {
    assertThat(Stretch.of(pattern(0, 30))).isEmpty();
  }

  @Test
  void hasNothingToHearInASteadySound() {
    // Given the noise of a fan, loud
    Random random = new Random(7);
    float[] noise = new float[30 * Recording.SAMPLE_RATE];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (0.1 * random.nextGaussian());
    }

    // When / Then
    assertThat(Stretch.of(new Loudness(noise))).isEmpty();
  }

  @Test
  void givesTheEncoderHalfASecondAtLeast() {
    // Given
    float[] samples = {0.5f, -0.5f, 0.5f};

    // When
    float[] sound = new Stretch(0, 1).of(samples);

    // Then
    assertThat(sound).hasSize(Recording.SAMPLE_RATE / 2).startsWith(samples);
  }
}
