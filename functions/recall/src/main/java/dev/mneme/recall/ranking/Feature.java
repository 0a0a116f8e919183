// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What a rank is made of; the order is that of the numbers in a row of {@link Features}. */
public enum Feature {
  /** BM25, as a share of the best of this search. */
  WORDS("words"),
  /** Cosine of question and memory, in standard deviations from the mean of this search. */
  NEARNESS("nearness"),
  /** {@link #WORDS} of the memory before, and half of the one before that, of the same session. */
  WORDS_BEFORE("wordsBefore"),
  /** {@link #NEARNESS} of the same two. */
  NEARNESS_BEFORE("nearnessBefore"),
  /** {@link #WORDS} of the memory after, and half of the one after that, of the same session. */
  WORDS_AFTER("wordsAfter"),
  /** {@link #NEARNESS} of the same two. */
  NEARNESS_AFTER("nearnessAfter"),
  /** 1 if the question names one of its people, else 0. */
  PERSON_NAMED("personNamed"),
  /** Best {@link #WORDS} of its session. */
  WORDS_OF_SESSION("wordsOfSession"),
  /** Best {@link #NEARNESS} of its session. */
  NEARNESS_OF_SESSION("nearnessOfSession");

  private final String property;

  Feature(String property) {
    this.property = property;
  }

  /** The name in JSON. */
  @JsonValue
  @Override
  public String toString() {
    return property;
  }

  static Feature of(String property) {
    return Arrays.stream(values())
        .filter(feature -> feature.property.equals(property))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "feature: expected one of "
                        + Arrays.toString(values())
                        + ", found "
                        + property));
  }
}
