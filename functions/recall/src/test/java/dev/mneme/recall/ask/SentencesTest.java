// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "One. Two! Three? | One.;Two!;Three?",
        "Supervisor meeting: Prof. Nogueira wants it. Fine. | Supervisor meeting: Prof. Nogueira"
            + " wants it.;Fine.",
        "Breathed in fours like Dr. Sá taught me. | Breathed in fours like Dr. Sá taught me.",
        "11.5 km today. Good. | 11.5 km today.;Good.",
        "母の誕生日。八十歳。 | 母の誕生日。;八十歳。",
        "no stop | no stop",
        "I met J. Doe. | I met J. Doe."
      })
  void textFallsIntoItsSentences(String text, String sentences) {
    assertThat(Sentences.of(text)).isEqualTo(Arrays.asList(sentences.split(";", -1)));
  }
}
