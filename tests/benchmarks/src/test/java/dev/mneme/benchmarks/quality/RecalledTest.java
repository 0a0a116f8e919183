// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecalledTest {
  private static final Ranking AS_NUMBERED =
      asked -> LongStream.rangeClosed(1, 30).boxed().toList();

  private final Recalled recalled = new Recalled();

  @Test
  void isTheShareOfTheEvidenceAmongTheFirst() {
    // When
    recalled.add(asked(QuestionType.MULTI_HOP, Set.of(4L, 9L, 15L, 25L)), AS_NUMBERED);

    // Then
    assertThat(recalled.overall()).isEqualTo(new Recalled.Mean(1, 0.25, 0.5, 0.75, 0.25));
  }

  @Test
  void isTheMeanOverTheQuestionsOfATypeAndOfAll() {
    // When
    recalled.add(asked(QuestionType.TEMPORAL, Set.of(1L)), AS_NUMBERED);
    recalled.add(asked(QuestionType.TEMPORAL, Set.of(10L)), AS_NUMBERED);
    recalled.add(asked(QuestionType.SINGLE_HOP, Set.of(99L)), AS_NUMBERED);

    // Then
    assertThat(recalled.of(QuestionType.TEMPORAL).at5()).isEqualTo(0.5);
    assertThat(recalled.of(QuestionType.TEMPORAL).reciprocalRank()).isCloseTo(0.55, within(1e-9));
    assertThat(recalled.overall().questions()).isEqualTo(3);
    assertThat(recalled.overall().at10()).isCloseTo(2 / 3.0, within(1e-9));
  }

  @Test
  void questionsWithoutAnAnswerAreNotJudged() {
    // When
    recalled.add(asked(QuestionType.ADVERSARIAL, Set.of(1L)), AS_NUMBERED);
    recalled.add(asked(QuestionType.OPEN_DOMAIN, Set.of()), AS_NUMBERED);

    // Then
    assertThat(recalled.overall().questions()).isZero();
  }

  private static Case asked(QuestionType type, Set<Long> evidence) {
    return new Case(new Question("?", type, evidence), List.of());
  }
}
