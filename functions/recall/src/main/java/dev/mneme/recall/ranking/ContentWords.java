// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A question without the words that only make it one. They are rare among memories, so BM25 would
 * take <i>when</i> and <i>which</i> for what the question is about.
 */
public final class ContentWords {
  private static final Set<String> ASKING =
      Set.of(
          "what", "when", "where", "who", "whom", "whose", "which", "why", "how", "do", "does",
          "did", "done", "have", "has", "had", "would", "could", "should", "can", "may", "might",
          "am", "were", "been", "being", "i", "me", "my", "many", "much", "long", "often", "kind",
          "type");

  private ContentWords() {}

  /** The other words as they stand; the whole question where there are none. */
  public static String of(String question) {
    List<String> words = Arrays.asList(question.split("\\s+", -1));
    String rest =
        words.stream().filter(word -> !asks(word)).collect(Collectors.joining(" ")).strip();
    return rest.isEmpty() ? question : rest;
  }

  private static boolean asks(String word) {
    return ASKING.contains(word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", ""));
  }
}
