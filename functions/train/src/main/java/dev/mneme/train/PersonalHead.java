// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import dev.mneme.contract.LifeCategory;
import java.util.Arrays;
import java.util.List;

/**
 * How one person files: a linear softmax classifier over a memory's embedding and the shared
 * classifier's guess. Learning starts at, and is pulled back to, the head that repeats the guess,
 * so little data means little change.
 *
 * @param dimensions of the embeddings
 * @param weights for each feature, in the order embedding, guess, bias, one for each category
 */
record PersonalHead(int dimensions, float[] weights) {
  static final int CATEGORIES = LifeCategory.values().length;

  /**
   * Chosen by cross-validation on the first two thirds of the sample, which have no part in any
   * figure: log-loss is flat around them.
   */
  private static final float TRUST_IN_GUESS = 4;

  private static final float PENALTY = 0.1f;
  private static final float BIAS_PENALTY = 1;

  private static final int MOST_STEPS = 400;

  /** Learns from memories, at least one, all with embeddings of the same model. */
  static PersonalHead learn(List<LabelledMemory> memories, Kernel kernel) {
    int dimensions = memories.getFirst().embedding().length;
    int lanes = SoftmaxRegression.lanes(CATEGORIES);
    int width = width(dimensions);
    float[] prior = new float[width * lanes];
    for (int c = 0; c < CATEGORIES; c++) {
      prior[(dimensions + c) * lanes + c] = TRUST_IN_GUESS;
    }
    float[] penalties = new float[width];
    Arrays.fill(penalties, PENALTY);
    penalties[width - 1] = BIAS_PENALTY;
    float[] rows = new float[memories.size() * width];
    int[] labels = new int[memories.size()];
    for (int i = 0; i < memories.size(); i++) {
      LabelledMemory memory = memories.get(i);
      features(memory, dimensions, rows, i * width);
      labels[i] = memory.meant().ordinal();
    }
    float[] padded =
        new SoftmaxRegression(kernel, CATEGORIES, prior, penalties).fit(rows, labels, MOST_STEPS);
    float[] weights = new float[width * CATEGORIES];
    for (int i = 0; i < width; i++) {
      System.arraycopy(padded, i * lanes, weights, i * CATEGORIES, CATEGORIES);
    }
    return new PersonalHead(dimensions, weights);
  }

  /** The category its owner would most likely give. */
  LifeCategory choose(LabelledMemory memory) {
    float[] row = new float[width(dimensions)];
    features(memory, dimensions, row, 0);
    float[] scores = new float[CATEGORIES];
    for (int i = 0; i < row.length; i++) {
      for (int c = 0; c < CATEGORIES; c++) {
        scores[c] += row[i] * weights[i * CATEGORIES + c];
      }
    }
    int best = 0;
    for (int c = 1; c < CATEGORIES; c++) {
      best = scores[c] > scores[best] ? c : best;
    }
    return LifeCategory.values()[best];
  }

  /** As it is kept in the object store; see {@link HeadFile}. */
  byte[] toBytes(String embeddingModel) {
    return HeadFile.write(this, embeddingModel);
  }

  static int width(int dimensions) {
    return dimensions + CATEGORIES + 1;
  }

  private static void features(LabelledMemory memory, int dimensions, float[] rows, int at) {
    if (memory.embedding().length != dimensions) {
      throw new IllegalArgumentException(
          "embedding: expected " + dimensions + " dimensions, found " + memory.embedding().length);
    }
    System.arraycopy(memory.embedding(), 0, rows, at, dimensions);
    rows[at + dimensions + memory.guessed().ordinal()] = (float) memory.confidence();
    rows[at + width(dimensions) - 1] = 1;
  }
}
