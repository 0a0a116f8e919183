// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import ai.onnxruntime.OrtException;
import dev.mneme.transcribe.speech.Recording;
import java.util.ArrayList;
import java.util.List;

/** Writes down what one stretch of sound says, always with the likeliest token next. */
final class Transcriber {
  /** Nobody speaks faster; a decoder that writes more has lost its way and repeats itself. */
  private static final double MOST_TOKENS_A_SECOND = 6.5;

  private static final int LEAST_TOKENS = 4;

  private final MoonshineModel model;
  private final Tokens tokens;

  Transcriber(MoonshineModel model, Tokens tokens) {
    this.model = model;
    this.tokens = tokens;
  }

  List<SpokenWord> transcribe(float[] sound) throws OrtException {
    double seconds = (double) sound.length / Recording.SAMPLE_RATE;
    int most = LEAST_TOKENS + (int) (MOST_TOKENS_A_SECOND * seconds);
    List<Writing> words = new ArrayList<>();
    try (Decoding decoding = new Decoding(model, sound)) {
      Onset onset = new Onset(decoding, sound.length);
      int token = Tokens.START;
      for (int written = 0; written < most; written++) {
        Distribution following = decoding.consider(token);
        int next = following.best();
        if (next == Tokens.END) {
          break;
        }
        double probability = following.probability(next);
        if (words.isEmpty() || tokens.beginsWord(next)) {
          words.add(new Writing(onset.of(next, probability)));
        }
        words.getLast().add(next, probability);
        decoding.say();
        token = next;
      }
    }
    return words.stream().map(word -> word.read(tokens)).filter(w -> !w.text().isEmpty()).toList();
  }

  /** A word while it is written. */
  private static final class Writing {
    private final List<Integer> tokens = new ArrayList<>();
    private final int onset;
    private double logProbability;

    Writing(int onset) {
      this.onset = onset;
    }

    void add(int token, double probability) {
      tokens.add(token);
      logProbability += Math.log(probability);
    }

    SpokenWord read(Tokens vocabulary) {
      double confidence = Math.exp(logProbability / tokens.size());
      return new SpokenWord(vocabulary.text(tokens), onset, Math.min(confidence, 1));
    }
  }
}
