// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.recall.ranking.Feature;
import dev.mneme.recall.ranking.Found;
import dev.mneme.recall.ranking.Reranker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RerankerTrainingTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
  private static final int FOUND = 30;

  @Test
  void learnsWhichScoreTellsTheEvidence() {
    // Given
    List<Case> cases = cases(new Random(1), 60);

    // When
    Reranker reranker = RerankerTraining.train("test", cases);

    // Then
    assertThat(reranker.weights().get(Feature.NEARNESS)).isPositive();
    assertThat(recall(Ranking.of(reranker), cases(new Random(2), 60)))
        .isGreaterThan(recall(Ranking.BM25, cases(new Random(2), 60)))
        .isGreaterThan(0.9);
  }

  @Test
  void learnsTheSameFromTheSame() {
    // Given
    List<Case> cases = cases(new Random(1), 10);

    // Then
    assertThat(RerankerTraining.train("one", cases).weights())
        .isEqualTo(RerankerTraining.train("two", cases).weights());
  }

  @Test
  void saysThatNothingCanBeLearnt() {
    assertThatThrownBy(() -> RerankerTraining.train("test", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no question with evidence to learn from");
  }

  private static double recall(Ranking ranking, List<Case> cases) {
    Recalled recalled = new Recalled();
    cases.forEach(one -> recalled.add(one, ranking));
    return recalled.overall().at5();
  }

  /** Words say nothing here, and nearness says nearly all. */
  private static List<Case> cases(Random random, int count) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long evidence = 1 + random.nextInt(FOUND);
      List<Found> found = new ArrayList<>();
      for (long position = 1; position <= FOUND; position++) {
        double nearness = 0.5 * random.nextDouble() + (position == evidence ? 0.4 : 0);
        found.add(
            new Found(
                "turn-" + position,
                position,
                BEGIN.plus(Duration.ofDays(position)),
                List.of(),
                random.nextDouble(),
                nearness));
      }
      cases.add(new Case(new Question("?", QuestionType.SINGLE_HOP, Set.of(evidence)), found));
    }
    return cases;
  }
}
