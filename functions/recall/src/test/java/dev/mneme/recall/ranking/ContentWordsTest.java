// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentWordsTest {
  @ParameterizedTest
  @CsvSource({
    "When did I paint the sunrise?, paint the sunrise?",
    "WHAT is the dinghy called?, is the dinghy called?",
    "母は何を忘れましたか？, 母は何を忘れましたか？",
    "What did I do?, What did I do?",
    "Where? Vienna!, Vienna!"
  })
  void areWhatTheQuestionIsAbout(String question, String words) {
    assertThat(ContentWords.of(question)).isEqualTo(words);
  }
}
