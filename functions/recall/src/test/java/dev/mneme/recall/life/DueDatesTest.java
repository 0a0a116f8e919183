// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DueDatesTest {
  /** A Friday. */
  private static final LocalDate SAID = LocalDate.parse("2026-03-06");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The exam is on 2026-05-03. | 2026-05-03",
        "Night train for the 3rd of May. | 2026-05-03",
        "Booked for 3 May 2027 at noon. | 2027-05-03",
        "Signed up for May 3. | 2026-05-03",
        "Party on January 5th, 2028! | 2028-01-05",
        "Party on January 5th. | 2027-01-05",
        "Off to the dentist tomorrow. | 2026-03-07",
        "On Saturday I'm cooking for Nell. | 2026-03-07",
        "Driving up on Friday. | 2026-03-13",
        "Defence pencilled in for May, in November we move. | 2026-11-30",
        "We have the floor up in March, all of it. | 2026-03-31",
        "Am Sonntag laufe ich. | 2026-03-08",
        "Consulta no dia 12 de abril. | 2026-04-12",
        "Am 12. April ist die Prüfung. | 2026-04-12",
        "Amanhã vou ao médico. | 2026-03-07",
        "5月3日に引っ越す。 | 2026-05-03",
        "明日歯医者に行く。 | 2026-03-07"
      })
  void dayIsTheNextOneThatTheTextNames(String text, LocalDate day) {
    assertThat(DueDates.in(text, SAID)).hasValue(day);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "I will learn the accordion.",
        "The 31st of February never comes.",
        "2026-13-41",
        "I may stay in bed.",
        "March on!",
        "Sat down at once."
      })
  void textThatNamesNoDayHasNone(String text) {
    assertThat(DueDates.in(text, SAID)).isEmpty();
  }
}
