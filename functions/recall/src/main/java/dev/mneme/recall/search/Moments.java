// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.FieldErrors;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Moments as requests write them: ISO 8601 with an offset. */
final class Moments {
  private static final String EXPECTED =
      "a time with its offset (ISO 8601), such as 2026-03-01T08:00:00Z";

  private Moments() {}

  static void check(String field, @Nullable String moment, FieldErrors errors) {
    try {
      read(moment);
    } catch (DateTimeParseException e) {
      errors.check(false, field, moment, EXPECTED);
    }
  }

  /** The moment, if one is given. */
  static @Nullable Instant read(@Nullable String moment) {
    return moment == null ? null : OffsetDateTime.parse(moment).toInstant();
  }
}
