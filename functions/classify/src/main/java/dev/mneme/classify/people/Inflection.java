// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Undoes the cases of Russian and Ukrainian: Анну, Анны and Анне are Анна. */
final class Inflection {
  private static final List<String> CASES =
      List.of("ой", "ей", "ою", "ею", "ом", "ем", "ём", "у", "ю", "ы", "и", "е", "а", "я");
  private static final List<String> BASES = List.of("", "й", "ь", "а", "я", "ія", "ия");
  private static final int SHORTEST = 2;

  private Inflection() {}

  /** The name that the word is a case of; {@code null} where it is of none. */
  static @Nullable String base(String word, Set<String> names) {
    if (Character.UnicodeScript.of(word.codePointAt(0)) != Character.UnicodeScript.CYRILLIC) {
      return null;
    }
    for (String ending : CASES) {
      if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST) {
        String stem = word.substring(0, word.length() - ending.length());
        for (String base : BASES) {
          if (names.contains(stem + base)) {
            return stem + base;
          }
        }
      }
    }
    return null;
  }
}
