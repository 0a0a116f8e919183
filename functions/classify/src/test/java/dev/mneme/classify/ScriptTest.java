// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "Ångström!", "We ate 寿司 in Kobe.", "1234 km"})
  void latin(String text) {
    // Then
    assertThat(Script.mostlyLatin(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "…", "42", "👍", "母の誕生日。", "ok, пойдём домой", "𠮷野家"})
  void notLatin(String text) {
    // Then
    assertThat(Script.mostlyLatin(text)).isFalse();
  }
}
