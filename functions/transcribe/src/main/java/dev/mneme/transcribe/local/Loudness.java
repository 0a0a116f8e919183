// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import dev.mneme.transcribe.speech.Recording;
import java.util.Arrays;

/**
 * How loud a recording is, frame by frame, and so where somebody may be speaking: a frame is quiet
 * if it is near the recording's own background or below what a microphone picks up of speech.
 */
final class Loudness {
  /** Samples of one frame, 20 ms. */
  static final int FRAME = Recording.SAMPLE_RATE / 50;

  /** Nothing quieter is taken for speech, in dB of full scale. */
  private static final double FLOOR = -55;

  /** The background is what one frame in ten does not exceed; speech stands out by this many dB. */
  private static final double ABOVE_BACKGROUND = 6;

  private static final double BACKGROUND_SHARE = 0.1;

  /**
   * Syllables make speech go up and down by 17 dB and more, between what one frame in ten does not
   * reach and what one in ten exceeds; fans, rain and hums by 6 at most.
   */
  private static final double LEAST_SWING = 8;

  private final double[] decibels;
  private final double threshold;

  Loudness(float[] samples) {
    decibels = new double[(samples.length + FRAME - 1) / FRAME];
    for (int frame = 0; frame < decibels.length; frame++) {
      double power = 0;
      int end = Math.min(samples.length, (frame + 1) * FRAME);
      for (int i = frame * FRAME; i < end; i++) {
        power += samples[i] * samples[i];
      }
      decibels[frame] = 10 * Math.log10(power / (end - frame * FRAME) + 1e-12);
    }
    double[] sorted = decibels.clone();
    Arrays.sort(sorted);
    double background = sorted[(int) (sorted.length * BACKGROUND_SHARE)];
    double loudest = sorted[sorted.length - 1];
    // Where all is equally loud there is no background to stand out from.
    threshold = Math.max(FLOOR, Math.min(background + ABOVE_BACKGROUND, loudest - 20));
  }

  int frames() {
    return decibels.length;
  }

  boolean isQuiet(int frame) {
    return decibels[frame] < threshold;
  }

  /** Whether it sounds all the time alike, as no speech does. */
  boolean isSteady(int first, int end) {
    double[] sorted = Arrays.copyOfRange(decibels, first, end);
    Arrays.sort(sorted);
    double high = sorted[(int) (sorted.length * (1 - BACKGROUND_SHARE))];
    return high - sorted[(int) (sorted.length * BACKGROUND_SHARE)] < LEAST_SWING;
  }

  /** The quietest frame from {@code first} up to {@code end}, looking at its neighbours too. */
  int quietest(int first, int end) {
    int best = first;
    double least = Double.POSITIVE_INFINITY;
    for (int frame = first; frame < end; frame++) {
      double sum = 0;
      for (int near = Math.max(0, frame - 5); near <= Math.min(frame + 5, frames() - 1); near++) {
        sum += decibels[near];
      }
      if (sum < least) {
        least = sum;
        best = frame;
      }
    }
    return best;
  }
}
