// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import static dev.mneme.recall.ranking.FoundMemories.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SomebodyElseTest {
  private static final String QUESTION = "What did Nora name the cat?";

  @Test
  void isAheadByWhatTheirBestMemoryHasMoreOfTheWords() {
    // Given
    List<Found> found =
        List.of(
            at(1, 0, 8, 0.5, "Leon"), at(2, 1, 3, 0.9, "Leon"), at(3, 2, 2, 0.1, "Nora", "Leon"));

    // Then
    assertThat(SomebodyElse.ahead(QUESTION, found)).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void isBehindWhereTheNamedPersonsMemoryIsTheBest() {
    // Then
    assertThat(
            SomebodyElse.ahead(
                QUESTION, List.of(at(1, 0, 2, 0.5, "Leon"), at(2, 1, 8, 0.5, "Nora"))))
        .isCloseTo(-0.75, within(1e-9));
  }

  @Test
  void memoriesThatSpeakOfNobodyAreNobodyElses() {
    // Then
    assertThat(SomebodyElse.ahead(QUESTION, List.of(at(1, 0, 8, 0.5), at(2, 1, 2, 0.5, "Nora"))))
        .isEqualTo(-1);
  }

  @Test
  void whereNobodyIsNamedOrNothingHasAWordThereIsNobodyToCompare() {
    // Given
    List<Found> found = List.of(at(1, 0, 8, 0.5, "Leon"), at(2, 1, 2, 0.5, "Nora"));
    List<Found> wordless = List.of(at(1, 0, 0, 0.5, "Leon"), at(2, 1, 0, 0.5, "Nora"));

    // Then
    assertThat(SomebodyElse.ahead("What is the cat called?", found)).isEqualTo(-1);
    assertThat(SomebodyElse.ahead(QUESTION, wordless)).isEqualTo(-1);
    assertThat(SomebodyElse.ahead(QUESTION, List.of())).isEqualTo(-1);
  }
}
