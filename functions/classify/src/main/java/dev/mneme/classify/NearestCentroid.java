// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import dev.mneme.embedding.Vectors;
import java.util.EnumMap;
import java.util.Map;

/**
 * Chooses the label whose centroid has the least angle to a vector (Rocchio), and says how sure it
 * is: softmax over cosines, divided by a temperature (Guo et al., 2017, On Calibration of Modern
 * Neural Networks).
 */
final class NearestCentroid<E extends Enum<E>> {
  /**
   * A choice.
   *
   * @param confidence 0 to 1
   */
  record Guess<E>(E label, double confidence) {}

  private final Map<E, float[]> centroids;
  private final double temperature;

  private NearestCentroid(Map<E, float[]> centroids, double temperature) {
    this.centroids = centroids;
    this.temperature = temperature;
  }

  /**
   * A classifier.
   *
   * @param centroids of length 1
   * @param temperature above 0; the higher, the less sure
   */
  static <E extends Enum<E>> NearestCentroid<E> of(Map<E, float[]> centroids, double temperature) {
    return new NearestCentroid<>(new EnumMap<>(centroids), temperature);
  }

  Guess<E> nearest(float[] vector) {
    Map.Entry<E, Double> best =
        probabilities(vector).entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    return new Guess<>(best.getKey(), best.getValue());
  }

  /** How likely each label is; they sum to 1. */
  Map<E, Double> probabilities(float[] vector) {
    Map<E, Double> odds = new EnumMap<>(centroids.keySet().iterator().next().getDeclaringClass());
    double sum = 0;
    for (Map.Entry<E, float[]> centroid : centroids.entrySet()) {
      // A cosine is at most 1, so that nothing is above e to the power of 0.
      double odd = Math.exp((Vectors.dot(centroid.getValue(), vector) - 1) / temperature);
      odds.put(centroid.getKey(), odd);
      sum += odd;
    }
    double all = sum;
    odds.replaceAll((label, odd) -> odd / all);
    return odds;
  }
}
