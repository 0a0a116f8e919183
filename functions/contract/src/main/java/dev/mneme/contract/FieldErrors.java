// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with one input, so that its sender learns it all at once. */
public final class FieldErrors {
  private final List<FieldError> found = new ArrayList<>();

  /** Notes an error unless {@code valid}. */
  public void check(boolean valid, String field, @Nullable Object value, String expected) {
    if (!valid) {
      found.add(FieldError.of(field, value, expected));
    }
  }

  /**
   * Checks for text with something other than white space in it, of at most {@code longest}
   * characters.
   */
  public void text(String field, @Nullable String value, int longest) {
    check(
        value != null && !value.isBlank() && value.length() <= longest && storable(value),
        field,
        value,
        "text of 1 to "
            + longest
            + " characters, not only white space, no NUL, no half surrogates");
  }

  /** Checks text that may be absent; if it is there, as {@link #text} does. */
  public void optionalText(String field, @Nullable String value, int longest) {
    if (value != null) {
      text(field, value, longest);
    }
  }

  /**
   * Checks for text as {@link #text} does, and for it to have no control characters either: what
   * stands in headers, in log lines and in keys.
   */
  public void line(String field, @Nullable String value, int longest) {
    check(
        value != null
            && !value.isBlank()
            && value.length() <= longest
            && storable(value)
            && value.chars().noneMatch(Character::isISOControl),
        field,
        value,
        "text of 1 to "
            + longest
            + " characters, not only white space, no control characters, no half surrogates");
  }

  /** JSON can say what no store can keep. */
  private static boolean storable(String value) {
    return value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
  }

  /** Checks for a number from 0 to 1. */
  public void share(String field, double value) {
    check(value >= 0 && value <= 1, field, value, "a number from 0 to 1");
  }

  /** Checks for a finite number that is not negative. */
  public void amount(String field, double value) {
    check(value >= 0 && Double.isFinite(value), field, value, "a finite number, 0 or more");
  }

  /** Checks for an absolute URI, where there is any. */
  public void optionalUri(String field, @Nullable URI value) {
    check(value == null || value.isAbsolute(), field, value, "an absolute URI");
  }

  /** Checks that a required object is there; returns whether it is. */
  public boolean present(String field, @Nullable Object value) {
    check(value != null, field, null, "a value");
    return value != null;
  }

  /**
   * Ends the collection.
   *
   * @throws InvalidEventException if anything was wrong
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidEventException(found);
    }
  }
}
