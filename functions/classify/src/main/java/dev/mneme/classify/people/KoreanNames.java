// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Korean names: known ones with the endings that people take, and whatever comes before 씨 or 님. */
final class KoreanNames implements NameReader {
  private static final Pattern WORD = Pattern.compile("\\p{IsHangul}{2,}");
  private static final Pattern ADDRESSED = Pattern.compile("(\\p{IsHangul}{2,4})(?:씨|\\s씨)");
  private static final Pattern ENDING =
      Pattern.compile("|이|가|은|는|을|를|와|과|의|도|만|아|야|이가|이는|이를|이랑|이와|이도|이의|랑|하고|에게|한테|에게서|한테서|께서|님|씨");
  private static final int GIVEN = 2;
  private static final int FULL = 3;

  private final Names names;

  KoreanNames(Names names) {
    this.names = names;
  }

  @Override
  public void read(String text, List<FoundName> found) {
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      String name = name(word.group());
      if (!name.isEmpty()) {
        found.add(new FoundName(word.start(), name));
      }
    }
    Matcher addressed = ADDRESSED.matcher(text);
    while (addressed.find()) {
      if (found.stream().noneMatch(name -> name.start() == addressed.start(1))) {
        found.add(new FoundName(addressed.start(1), addressed.group(1)));
      }
    }
  }

  private String name(String word) {
    if (word.length() >= FULL
        && names.family().contains(word.substring(0, 1))
        && known(word.substring(1, FULL))
        && ends(word.substring(FULL))) {
      return word.substring(0, FULL);
    }
    return known(word.substring(0, GIVEN)) && ends(word.substring(GIVEN))
        ? word.substring(0, GIVEN)
        : "";
  }

  private boolean known(String name) {
    return names.given().contains(name) && !names.words().contains(name);
  }

  private static boolean ends(String rest) {
    return ENDING.matcher(rest).matches();
  }
}
