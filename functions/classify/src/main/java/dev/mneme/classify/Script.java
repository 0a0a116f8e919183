// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import java.lang.Character.UnicodeScript;

/** What a text is written in, as far as the model cares. */
final class Script {
  private Script() {}

  /**
   * Whether most letters are Latin. The model read English; of other scripts it knows single signs,
   * and can be quite sure for a bad reason.
   */
  static boolean mostlyLatin(String text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    long latin =
        text.codePoints()
            .filter(c -> Character.isLetter(c) && UnicodeScript.of(c) == UnicodeScript.LATIN)
            .count();
    return 2 * latin > letters;
  }
}
