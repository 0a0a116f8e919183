// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RerankerTest {
  @Test
  void aScoreIsTheSumOfTheContributionsThatExplainIt() {
    // Given
    Reranker reranker = new Reranker("test", weights(Feature.NEARNESS, 2, Feature.WORDS, -1));

    // When
    Ranked ranked =
        reranker
            .rank("?", List.of(FoundMemories.at(1, 0, 3, 0.5), FoundMemories.at(2, 500, 0, 0.3)))
            .getFirst();

    // Then
    assertThat(ranked.contributions()).containsEntry(Feature.WORDS, -1.0).hasSize(9);
    assertThat(ranked.contributions().get(Feature.NEARNESS)).isCloseTo(2, within(1e-9));
    assertThat(ranked.score())
        .isCloseTo(
            ranked.contributions().values().stream().mapToDouble(Double::doubleValue).sum(),
            within(1e-12));
  }

  @Test
  void theBestComeFirstAndOfEqualsTheNewest() {
    // Given
    Reranker reranker = new Reranker("test", weights(Feature.NEARNESS, 1, Feature.WORDS, 0));

    // When
    List<Ranked> ranked =
        reranker.rank(
            "?",
            List.of(
                FoundMemories.at(1, 0, 0, 0.2),
                FoundMemories.at(2, 500, 0, 0.9),
                FoundMemories.at(3, 1000, 0, 0.2)));

    // Then
    assertThat(ranked.stream().map(one -> one.found().position())).containsExactly(2L, 3L, 1L);
  }

  @Test
  void namesTheWeightThatIsMissing() {
    // Given
    Map<Feature, Double> weights = weights(Feature.NEARNESS, 1, Feature.WORDS, 1);
    weights.remove(Feature.PERSON_NAMED);

    // Then
    assertThatThrownBy(() -> new Reranker("test", weights))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights.personNamed: expected a finite number, found null");
  }

  private static Map<Feature, Double> weights(
      Feature one, double weight, Feature other, double otherWeight) {
    Map<Feature, Double> weights = new EnumMap<>(Feature.class);
    for (Feature feature : Feature.values()) {
      weights.put(feature, 0.0);
    }
    weights.put(one, weight);
    weights.put(other, otherWeight);
    return weights;
  }
}
