// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobConfigTest {
  @ParameterizedTest
  @CsvSource({
    "en, en, ",
    "en-GB, en, en-GB",
    "en-AU, en, en-AU",
    "en-IE, en, ",
    "pt-BR, pt, ",
    "zh-Hans-CN, cmn, ",
    "nb-NO, no, ",
  })
  void speaksOfLanguagesAsTheyDo(String tag, String language, String locale) {
    assertThat(JobConfig.Transcription.of(tag, "standard"))
        .isEqualTo(new JobConfig.Transcription(language, locale, "standard"));
  }
}
