// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a CloudEvents {@code type} says, as two tokens of a subject. Below {@code dev.mneme.} there
 * are Mneme's own types and no others; elsewhere a type is {@code
 * <reverse.dns>.<noun>.<verb>.v<N>}, whose domain goes into the noun, so that nobody's events can
 * come to lie among another's.
 *
 * @param noun such as {@code memory}, or {@code com_example_photo}
 * @param verb such as {@code classified}
 */
public record TypeName(String noun, String verb) {
  private static final String OWN = "dev.mneme.";
  private static final String LABEL = "[a-z][a-z0-9-]*";
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(?<noun>%s(?:\\.%s){2,})\\.(?<verb>%s)\\.v[1-9][0-9]{0,3}"
              .formatted(LABEL, LABEL, LABEL));

  /**
   * Reads a type.
   *
   * @throws InvalidEventException if it is neither one of Mneme's nor of the form of all others
   */
  public static TypeName of(String type) {
    if (type.startsWith(OWN)) {
      EventType own = EventType.of(type);
      return new TypeName(own.noun(), own.verbToken());
    }
    Matcher foreign = FOREIGN.matcher(type);
    if (!foreign.matches()) {
      throw new InvalidEventException(
          List.of(FieldError.of("type", type, "<reverse.dns>.<noun>.<verb>.v<N>, in lower case")));
    }
    return new TypeName(foreign.group("noun").replace('.', '_'), foreign.group("verb"));
  }
}
