// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a script with capital letters.
 *
 * @param text without the ending of a possessive
 * @param gap what stands between the word before and this one
 * @param possessive whether it ends in {@code 's}
 * @param initial whether a sentence begins with it
 */
record Token(String text, int start, String gap, boolean possessive, boolean initial) {
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*(?:[-'’]\\p{L}+)*");
  private static final Pattern SENTENCE = Pattern.compile("[.!?…:;«»“”\"()\\n‘]");
  private static final Set<String> ABBREVIATED =
      Set.of("dr", "prof", "mr", "mrs", "ms", "st", "sr", "sra", "rev", "capt", "mme", "mlle");

  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    int end = 0;
    String before = "";
    while (matcher.find()) {
      String gap = text.substring(end, matcher.start());
      String word = matcher.group();
      boolean possessive = word.endsWith("'s") || word.endsWith("’s");
      boolean initial =
          tokens.isEmpty()
              || (SENTENCE.matcher(gap).find()
                  && !(gap.equals(". ") && ABBREVIATED.contains(before.toLowerCase(Locale.ROOT))));
      before = possessive ? word.substring(0, word.length() - 2) : word;
      tokens.add(new Token(before, matcher.start(), gap, possessive, initial));
      end = matcher.end();
    }
    return tokens;
  }

  /** Whether it begins with a capital letter and goes on in small ones. */
  boolean capital() {
    int first = text.codePointAt(0);
    boolean upper = Character.isUpperCase(first) || Character.isTitleCase(first);
    int length = Character.charCount(first);
    return upper
        && text.length() > length
        && text.substring(length).codePoints().anyMatch(Character::isLowerCase);
  }
}
