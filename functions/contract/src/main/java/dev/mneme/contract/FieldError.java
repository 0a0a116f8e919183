// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with an input: where, what stood there, and what was expected instead.
 *
 * @param field attribute or JSON path, such as {@code userid} or {@code data.words[3].word}
 * @param value what was found, shortened and with control characters shown as escapes
 * @param expected what would have been accepted, in words
 */
public record FieldError(String field, String value, String expected) {
  private static final int LONGEST_VALUE = 80;

  /** Makes an error from any value; {@code null} is shown as {@code nothing}. */
  public static FieldError of(String field, @Nullable Object value, String expected) {
    return new FieldError(field, shown(value), expected);
  }

  @Override
  public String toString() {
    return field + ": expected " + expected + ", found " + value;
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    String text = Objects.toString(value);
    StringBuilder shown = new StringBuilder("\"");
    int end = 0;
    while (end < text.length() && end < LONGEST_VALUE) {
      int c = text.codePointAt(end);
      if (plain(c)) {
        shown.appendCodePoint(c);
      } else {
        shown.append(String.format("\\u%04x", c));
      }
      end += Character.charCount(c);
    }
    if (end < text.length()) {
      shown.append("… (").append(text.length()).append(" characters)");
    }
    return shown.append('"').toString();
  }

  /** Not what breaks a line, hides or turns text, or (half a surrogate pair) no JSON can carry. */
  private static boolean plain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
