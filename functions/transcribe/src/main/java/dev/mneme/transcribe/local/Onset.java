// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import ai.onnxruntime.OrtException;

/**
 * Finds when a word begins. The decoder is asked again for the word's first token with everything
 * after some moment hidden from it: as soon as the word begins to be heard, the token becomes
 * likely. The moment is where its probability passes half of what it is with all the sound.
 *
 * <p>A word that its context foretells becomes likely early, so no word is looked for before the
 * one in front of it.
 */
final class Onset {
  /** About one frame of the encoder, 24 ms, on either side. */
  static final int RESOLUTION = 768;

  private static final int FIRST_STRIDE = 2 * RESOLUTION;
  private static final double SHARE = 0.5;

  private final Decoding decoding;
  private final int samples;
  private int before;

  Onset(Decoding decoding, int samples) {
    this.decoding = decoding;
    this.samples = samples;
  }

  /**
   * The onset, in samples, of the word whose first token is {@code next}, while the token before it
   * is being considered.
   */
  int of(int next, double probabilityHearingAll) throws OrtException {
    double enough = SHARE * probabilityHearingAll;
    int unheard = before;
    int stride = FIRST_STRIDE;
    int heard = Math.min(unheard + stride, samples);
    while (heard < samples && decoding.suppose(heard).probability(next) < enough) {
      unheard = heard;
      stride *= 2;
      heard = Math.min(unheard + stride, samples);
    }
    while (heard - unheard > RESOLUTION) {
      int middle = (unheard + heard) >>> 1;
      if (decoding.suppose(middle).probability(next) < enough) {
        unheard = middle;
      } else {
        heard = middle;
      }
    }
    before = heard;
    return heard;
  }
}
