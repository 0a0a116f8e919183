// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.life;

import dev.mneme.contract.InvalidEventException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a page ended. It says nothing that its owner does not know, and shows no one another's
 * memories: whose they are, the token says.
 */
record PagePlace(Instant time, String id) {
  /** Before everything. */
  static final PagePlace START = new PagePlace(Instant.parse("9999-12-31T23:59:59Z"), "");

  private static final String EXPECTED = "the value of next of an earlier page";

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws InvalidEventException if it is anything else
   */
  static PagePlace parse(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int space = text.indexOf(' ');
      if (space > 0 && text.indexOf('\0') < 0) {
        return new PagePlace(Instant.parse(text.substring(0, space)), text.substring(space + 1));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw InvalidEventException.of("after", cursor, EXPECTED);
    }
    throw InvalidEventException.of("after", cursor, EXPECTED);
  }

  @Override
  public String toString() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((time + " " + id).getBytes(StandardCharsets.UTF_8));
  }
}
