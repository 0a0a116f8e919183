// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The people that a question names: those all of whose words stand in it, one after the other, case
 * aside. {@code Melanie's} names Melanie; {@code Melanie Smith} is not named by {@code Melanie}.
 */
public final class NamedPeople {
  private static final String NO_LETTER_BEFORE = "(?<![\\p{L}\\p{M}\\p{N}])";
  private static final String POSSESSIVE = "(?:['’]s)?";
  private static final String NO_LETTER_AFTER = "(?![\\p{L}\\p{M}\\p{N}])";
  private static final int CASE_ASIDE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final String question;
  private final Map<String, Boolean> known = new HashMap<>();

  private NamedPeople(String question) {
    this.question = question;
  }

  static NamedPeople in(String question) {
    return new NamedPeople(question);
  }

  /**
   * What a question is about, whoever it is about: a vector of the whole question is near to
   * everything that names or greets that person.
   *
   * @param people who is known
   * @return the question without their names; the whole one if nothing else is in it
   */
  public static String without(Collection<String> people, String question) {
    List<String> longestFirst =
        people.stream().sorted((one, other) -> other.length() - one.length()).toList();
    String rest = question;
    for (String name : longestFirst) {
      if (!name.isBlank()) {
        rest = pattern(name).matcher(rest).replaceAll(" ");
      }
    }
    rest = SPACES.matcher(rest).replaceAll(" ").strip();
    return rest.chars().anyMatch(Character::isLetterOrDigit) ? rest : question;
  }

  boolean has(String name) {
    return known.computeIfAbsent(
        name, one -> !one.isBlank() && pattern(one).matcher(question).find());
  }

  private static Pattern pattern(String name) {
    return Pattern.compile(
        NO_LETTER_BEFORE + Pattern.quote(name.strip()) + POSSESSIVE + NO_LETTER_AFTER, CASE_ASIDE);
  }
}
