// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLineTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "plain-1.0, key=plain-1.0",
        "||, key=\"\"",
        "two words, key=\"two words\"",
        "a=b, key=\"a=b\"",
        "say \"hi\" \\, key=\"say \\\"hi\\\" \\\\\"",
        "名前, key=\"名前\"",
      })
  void quotesWhatIsNotPlain(String value, String expected) {
    assertThat(new LogLine("x").add("key", value)).hasToString("x " + expected);
  }

  @Test
  void staysOneLine() {
    // When
    String line = new LogLine("x").add("key", "a\nINFO forged\r\u2028\u0085b\u001b[31m").toString();

    // Then
    assertThat(line).isEqualTo("x key=\"a\\u000aINFO forged\\u000d\\u2028\\u0085b\\u001b[31m\"");
  }

  @Test
  void showsNothingAsNull() {
    assertThat(new LogLine("x").add("key", null)).hasToString("x key=null");
  }
}
