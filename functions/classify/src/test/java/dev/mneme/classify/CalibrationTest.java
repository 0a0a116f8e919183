// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.data.CategoryLabel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Finds again what {@link Classifier} has as constants. */
class CalibrationTest {
  private static final Prototypes MEMORIES = Prototypes.load("calibration.txt");
  private static final List<float[]> VECTORS = Model.EMBEDDER.embed(MEMORIES.sentences());

  @Test
  void categoryTemperatureIsTheLikeliest() {
    // When
    double best = likeliest("categories.bin", 0, LifeCategory.class);

    // Then
    assertThat(Classifier.CATEGORY_TEMPERATURE).isCloseTo(best, within(0.003));
  }

  @Test
  void kindTemperatureIsTheLikeliest() {
    // When
    double best = likeliest("kinds.bin", 1, MemoryKind.class);

    // Then
    assertThat(Classifier.KIND_TEMPERATURE).isCloseTo(best, within(0.003));
  }

  @Test
  void unsureLabelsAreMostlyWrong() {
    // Given
    Classifier classifier = Classifier.load(Model.EMBEDDER.model());
    List<LifeCategory> labels = MEMORIES.labels(0, LifeCategory.class);

    // When
    Scores<LifeCategory> unsure = new Scores<>(LifeCategory.class);
    for (int i = 0; i < labels.size(); i++) {
      CategoryLabel given = classifier.category(MEMORIES.sentences().get(i), VECTORS.get(i));
      if (given.unsure()) {
        unsure.add(labels.get(i), given.label());
      }
    }

    // Then
    assertThat(unsure.size()).isPositive();
    assertThat(unsure.accuracy()).isLessThan(0.25);
  }

  private static <E extends Enum<E>> double likeliest(String file, int column, Class<E> kind) {
    Map<E, float[]> centroids = Centroids.load(file, kind, Model.EMBEDDER.model());
    List<E> labels = MEMORIES.labels(column, kind);
    return IntStream.rangeClosed(20, 200)
        .mapToObj(thousandths -> thousandths / 1000.0)
        .max(Comparator.comparingDouble(t -> logLikelihood(centroids, t, labels)))
        .orElseThrow();
  }

  private static <E extends Enum<E>> double logLikelihood(
      Map<E, float[]> centroids, double temperature, List<E> labels) {
    NearestCentroid<E> classifier = NearestCentroid.of(centroids, temperature);
    return IntStream.range(0, labels.size())
        .mapToDouble(
            i ->
                Math.log(classifier.probabilities(VECTORS.get(i)).getOrDefault(labels.get(i), 0.0)))
        .sum();
  }
}
