// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speech;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How far a transcript is from what was said: the fewest words to substitute, delete and insert to
 * make one of the other. Case, accents' encoding and punctuation do not count; numerals and spelled
 * out numbers count as different words.
 *
 * @param errors substitutions, deletions and insertions together
 * @param words in the reference
 */
public record WordErrorRate(int errors, int words) {
  private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}']+");

  /** Compares a transcript with what was really said. */
  public static WordErrorRate of(String reference, String transcript) {
    List<String> said = words(reference);
    List<String> heard = words(transcript);
    int[] previous = new int[heard.size() + 1];
    for (int j = 0; j <= heard.size(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= said.size(); i++) {
      int[] current = new int[heard.size() + 1];
      current[0] = i;
      for (int j = 1; j <= heard.size(); j++) {
        int substitution = said.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1;
        current[j] =
            Math.min(previous[j - 1] + substitution, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return new WordErrorRate(previous[heard.size()], said.size());
  }

  /** Errors over words; 0 is perfect, above 1 is possible. Nothing said and nothing heard is 0. */
  public double rate() {
    return words == 0 ? Math.min(errors, 1) : (double) errors / words;
  }

  /** Both texts together, as if one had followed the other. */
  public WordErrorRate plus(WordErrorRate other) {
    return new WordErrorRate(errors + other.errors, words + other.words);
  }

  private static List<String> words(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFC).replace('’', '\'');
    return NOT_A_WORD
        .splitAsStream(plain.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
