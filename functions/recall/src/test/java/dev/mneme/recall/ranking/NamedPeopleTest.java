// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedPeopleTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "What did Melanie paint?, Melanie, true",
        "what did MELANIE paint?, melanie, true",
        "What is Melanie's plan?, Melanie, true",
        "What did Avó cook?, Avó, true",
        "Who is Ann Lee?, Ann Lee, true",
        "Who is Ann Lee?, Lee, true",
        "Who is Ann?, Ann Lee, false",
        "What about the annual plan?, Ann, false",
        "Where is Romano?, Roman, false",
        "Who?, ` `, false",
        ".*, Ann, false"
      })
  void areThoseWhoseWordsStandInTheQuestion(String question, String name, boolean named) {
    assertThat(NamedPeople.in(question).has(name)).isEqualTo(named);
  }

  @ParameterizedTest
  @CsvSource({
    "What did Melanie paint?, What did paint?",
    "What is Melanie's plan for melanie?, What is plan for ?",
    "Who is Ann Lee to me?, Who is to me?",
    "Melanie?, Melanie?",
    "What about the annual plan?, What about the annual plan?"
  })
  void aQuestionWithoutThemIsAboutTheMatter(String question, String matter) {
    assertThat(NamedPeople.without(List.of("Ann", "Melanie", "Ann Lee", ""), question))
        .isEqualTo(matter);
  }
}
