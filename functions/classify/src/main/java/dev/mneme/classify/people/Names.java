// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

import java.util.HashSet;
import java.util.Set;

/**
 * Names that people have. The file has one a line; {@code ?} after it where it is a word as well,
 * {@code +} where it is a family name that comes first.
 *
 * @param given all given names
 * @param words those of them that are words as well
 * @param family family names that a full name begins with
 */
record Names(Set<String> given, Set<String> words, Set<String> family) {
  static Names load() {
    Set<String> given = new HashSet<>(32_768);
    Set<String> words = new HashSet<>();
    Set<String> family = new HashSet<>();
    for (String line : Resource.lines("given-names.txt")) {
      String name = line.substring(0, line.length() - 1);
      if (line.endsWith("+")) {
        family.add(name);
      } else if (line.endsWith("?")) {
        given.add(name);
        words.add(name);
      } else {
        given.add(line);
      }
    }
    return new Names(given, words, family);
  }
}
