// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldErrorTest {
  @Test
  void errorIsOneSentence() {
    assertThat(FieldError.of("data.upTo", -1, "1 or more"))
        .hasToString("data.upTo: expected 1 or more, found \"-1\"");
  }

  @Test
  void absentValueIsNothing() {
    assertThat(FieldError.of("f", null, "a value"))
        .hasToString("f: expected a value, found nothing");
    assertThat(FieldError.of("f", "", "a value").value()).isEqualTo("\"\"");
  }

  @ParameterizedTest
  @CsvSource({
    "0, \\u0000",
    "10, \\u000a",
    "27, \\u001b",
    "127, \\u007f",
    "133, \\u0085",
    "8232, \\u2028",
    "8238, \\u202e",
    "55356, \\ud83c",
    "57182, \\udf5e",
  })
  void whatBreaksALineOrCannotBeWrittenIsEscaped(int character, String escape) {
    assertThat(FieldError.of("f", "a" + (char) character + "b", "x").value())
        .isEqualTo("\"a" + escape + "b\"");
  }

  @Test
  void otherScriptsStandAsTheyAre() {
    assertThat(FieldError.of("f", "ação 山田 🍞", "x").value()).isEqualTo("\"ação 山田 🍞\"");
  }

  @Test
  void longValueIsCut() {
    assertThat(FieldError.of("f", "x".repeat(80), "x").value())
        .isEqualTo("\"" + "x".repeat(80) + "\"");
    assertThat(FieldError.of("f", "x".repeat(81), "x").value())
        .isEqualTo("\"" + "x".repeat(80) + "… (81 characters)\"");
  }

  @Test
  void cutDoesNotHalveACharacter() {
    assertThat(FieldError.of("f", "x".repeat(79) + "🍞🍞", "x").value())
        .isEqualTo("\"" + "x".repeat(79) + "🍞… (83 characters)\"");
  }
}
