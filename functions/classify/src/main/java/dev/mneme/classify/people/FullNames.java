// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

import java.util.List;

/**
 * Chinese and Japanese names without any address: a family name and a given one, or 小 and a name.
 */
final class FullNames implements NameReader {
  private static final int LONGEST_FAMILY = 3;
  private static final int LONGEST_GIVEN = 3;

  private final Names names;

  FullNames(Names names) {
    this.names = names;
  }

  @Override
  public void read(String text, List<FoundName> found) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.UnicodeScript.of(text.charAt(i)) == Character.UnicodeScript.HAN) {
        int end = end(text, i);
        if (end > i) {
          found.add(new FoundName(i, text.substring(i, end)));
          i = end - 1;
        }
      }
    }
  }

  /** The end of the longest name that begins at {@code i}; {@code i} where none does. */
  private int end(String text, int i) {
    int best = given(text, i, 2);
    for (int family = 1; family <= LONGEST_FAMILY && i + family <= text.length(); family++) {
      if (names.family().contains(text.substring(i, i + family))) {
        int end = given(text, i + family, 1);
        best = end > i + family ? Math.max(best, end) : best;
      }
    }
    return Math.max(best, i);
  }

  /** Alone a given name has to have two characters: one may be any word. */
  private int given(String text, int from, int least) {
    for (int length = LONGEST_GIVEN; length >= least; length--) {
      if (from + length <= text.length()
          && names.given().contains(text.substring(from, from + length))) {
        return from + length;
      }
    }
    return from;
  }
}
