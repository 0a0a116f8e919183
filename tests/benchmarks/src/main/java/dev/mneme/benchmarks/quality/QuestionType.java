// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.util.Arrays;

/** What a question of LoCoMo asks for; the numbers are those of its files. */
enum QuestionType {
  MULTI_HOP(1, "multi-hop"),
  TEMPORAL(2, "temporal"),
  OPEN_DOMAIN(3, "open-domain"),
  SINGLE_HOP(4, "single-hop"),
  /** About what was never said, or said of somebody else: to be left unanswered. */
  ADVERSARIAL(5, "adversarial");

  private final int number;
  private final String words;

  QuestionType(int number, String words) {
    this.number = number;
    this.words = words;
  }

  static QuestionType of(int number) {
    return Arrays.stream(values())
        .filter(type -> type.number == number)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("category: expected 1 to 5, found " + number));
  }

  @Override
  public String toString() {
    return words;
  }
}
