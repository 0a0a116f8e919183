// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordErrorRateTest {
  @ParameterizedTest(name = "{0} | {1} | {2} errors")
  @CsvSource({
    "a seal followed us home, a seal followed us home, 0",
    "a seal followed us home, a seal swallowed us home, 1",
    "a seal followed us home, seal followed us home, 1",
    "a seal followed us home, a grey seal followed us home, 1",
    "a seal followed us home, a eel followed us all home, 2",
    "a seal followed us home, '', 5",
  })
  void countsTheFewestEdits(String reference, String transcript, int errors) {
    // When
    WordErrorRate rate = WordErrorRate.of(reference, transcript);

    // Then
    assertThat(rate).isEqualTo(new WordErrorRate(errors, 5));
    assertThat(rate.rate()).isEqualTo(errors / 5.0);
  }

  @Test
  void caseAndPunctuationDoNotCount() {
    // Given
    String reference = "Don’t go – it's late.";
    String transcript = "don't go, it's LATE";

    // When / Then
    assertThat(WordErrorRate.of(reference, transcript)).isEqualTo(new WordErrorRate(0, 4));
  }

  @Test
  void lettersOfAnyScriptAreWords() {
    // Given one word of two letters in Greek, composed and decomposed
    assertThat(WordErrorRate.of("ή", "\u03b7\u0301")).isEqualTo(new WordErrorRate(0, 1));
    assertThat(WordErrorRate.of("привет мир", "привет")).isEqualTo(new WordErrorRate(1, 2));
  }

  @Test
  void wordsHeardWhereNothingWasSaidAreAnError() {
    assertThat(WordErrorRate.of("", "").rate()).isZero();
    assertThat(WordErrorRate.of("", "thank you").rate()).isEqualTo(1);
  }

  @Test
  void addsUpOverTexts() {
    assertThat(new WordErrorRate(1, 10).plus(new WordErrorRate(3, 10)).rate()).isEqualTo(0.2);
  }
}
