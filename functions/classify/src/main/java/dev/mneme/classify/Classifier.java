// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.data.CategoryLabel;
import dev.mneme.contract.data.KindLabel;

/**
 * The shared classifier: two axes, each by the nearest centroid of written examples. Nobody's
 * memories went into it.
 */
final class Classifier {
  /**
   * Temperatures of the softmax over cosines: those that make the labels of 96 other memories,
   * filed by common sense, likeliest. CalibrationTest finds them again.
   */
  static final double CATEGORY_TEMPERATURE = 0.053;

  static final double KIND_TEMPERATURE = 0.045;

  /** Below this confidence a label was right less than once in four times on those memories. */
  static final double SURE = 0.3;

  private final NearestCentroid<LifeCategory> categories;
  private final NearestCentroid<MemoryKind> kinds;

  private Classifier(NearestCentroid<LifeCategory> categories, NearestCentroid<MemoryKind> kinds) {
    this.categories = categories;
    this.kinds = kinds;
  }

  /**
   * Loads the centroids.
   *
   * @param model that will embed what is to be classified
   * @throws IllegalStateException if the centroids are of another model
   */
  static Classifier load(String model) {
    return new Classifier(
        NearestCentroid.of(
            Centroids.load("categories.bin", LifeCategory.class, model), CATEGORY_TEMPERATURE),
        NearestCentroid.of(Centroids.load("kinds.bin", MemoryKind.class, model), KIND_TEMPERATURE));
  }

  /** The part of life; unsure where the confidence is low or the script foreign to the model. */
  CategoryLabel category(String text, float[] vector) {
    NearestCentroid.Guess<LifeCategory> guess = categories.nearest(vector);
    boolean unsure = guess.confidence() < SURE || !Script.mostlyLatin(text);
    return new CategoryLabel(guess.label(), guess.confidence(), unsure);
  }

  KindLabel kind(float[] vector) {
    NearestCentroid.Guess<MemoryKind> guess = kinds.nearest(vector);
    return new KindLabel(guess.label(), guess.confidence());
  }
}
