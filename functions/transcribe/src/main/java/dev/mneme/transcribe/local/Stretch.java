// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a recording that is transcribed at once, in frames of {@link Loudness}. The model is at
 * its best on a few sentences, so long recordings are cut where they are quietest.
 *
 * @param first first frame
 * @param end the frame after the last
 */
record Stretch(int first, int end) {
  private static final int SECOND = 50;
  private static final int SHORTEST = 8 * SECOND;
  private static final int LONGEST = 16 * SECOND;

  /** Silence kept around speech: weak first and last sounds lie below the threshold. */
  private static final int MARGIN = SECOND / 5;

  /** The stretches in which somebody may be speaking, in order. */
  static List<Stretch> of(Loudness loudness) {
    List<Stretch> stretches = new ArrayList<>();
    int frame = 0;
    while (frame < loudness.frames()) {
      int left = loudness.frames() - frame;
      int end =
          left <= LONGEST
              ? loudness.frames()
              : loudness.quietest(frame + SHORTEST, frame + LONGEST);
      Stretch trimmed = new Stretch(frame, end).withoutSilence(loudness);
      if (trimmed.first < trimmed.end && !loudness.isSteady(trimmed.first, trimmed.end)) {
        stretches.add(trimmed);
      }
      frame = end;
    }
    return stretches;
  }

  private Stretch withoutSilence(Loudness loudness) {
    int from = first;
    while (from < end && loudness.isQuiet(from)) {
      from++;
    }
    int to = end;
    while (to > from && loudness.isQuiet(to - 1)) {
      to--;
    }
    return from == to
        ? new Stretch(end, end)
        : new Stretch(Math.max(first, from - MARGIN), Math.min(end, to + MARGIN));
  }

  int firstSample() {
    return first * Loudness.FRAME;
  }

  /** The sound of it, at least half a second, because the encoder needs some to work on. */
  float[] of(float[] samples) {
    int from = firstSample();
    int to = Math.min(samples.length, end * Loudness.FRAME);
    float[] sound = new float[Math.max(to - from, SECOND / 2 * Loudness.FRAME)];
    System.arraycopy(samples, from, sound, 0, to - from);
    return sound;
  }
}
