// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The sentences of a text in any language. */
final class Sentences {
  /** After these a stop ends no sentence. */
  private static final Pattern ABBREVIATED =
      Pattern.compile(
          "(?:^|.*[\\s(])(?:[\\p{Lu}]|[DM]rs?|Ms|St|Prof|Sra?|Rev|e\\.g|i\\.e|z\\.B)\\.");

  private Sentences() {}

  /** In order, without the white space around them; none is empty. */
  static List<String> of(String text) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> sentences = new ArrayList<>();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String sentence = text.substring(start, end).strip();
      if (!ABBREVIATED.matcher(sentence).matches() || end == text.length()) {
        if (!sentence.isEmpty()) {
          sentences.add(sentence);
        }
        start = end;
      }
    }
    return sentences;
  }
}
