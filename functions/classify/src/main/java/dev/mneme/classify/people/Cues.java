// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Words that tell whether a capital letter begins a name, and whose. */
final class Cues {
  /** What a word is a sign of; the sections of the file have these names. */
  enum Cue {
    TITLE,
    RELATION,
    WITH,
    DOES,
    PLACE,
    ARTICLE,
    SAINT,
    NEVER,
    LANDMARK
  }

  private final Map<Cue, Set<String>> words = new EnumMap<>(Cue.class);

  private Cues() {}

  static Cues load() {
    Cues cues = new Cues();
    Set<String> section = new HashSet<>();
    for (String line : Resource.lines("cues.txt")) {
      if (line.startsWith("[")) {
        section = new HashSet<>();
        String name = line.substring(1, line.indexOf(']')).toUpperCase(Locale.ROOT);
        cues.words.put(Cue.valueOf(name), section);
      } else {
        section.addAll(Arrays.asList(line.split(" ", -1)));
      }
    }
    return cues;
  }

  boolean is(Cue cue, String word) {
    return words.getOrDefault(cue, Set.of()).contains(word.toLowerCase(Locale.ROOT));
  }
}
