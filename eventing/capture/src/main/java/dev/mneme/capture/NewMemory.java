// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.EventIds;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Extensions;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.UserKey;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every memory has, whatever it is made of.
 *
 * @param id the client's own; with it, sending twice is sending once
 * @param time in UTC
 * @param language BCP 47
 */
record NewMemory(UserKey owner, String id, OffsetDateTime time, @Nullable String language) {
  private static final URI SOURCE = URI.create("/mneme/capture");
  private static final int LONGEST_ID = 256;

  /**
   * Checks the parts as they came.
   *
   * @param now taken where no time was given
   * @param errors what was found wrong with the rest of the input already
   * @throws InvalidEventException naming everything that is wrong
   */
  static NewMemory of(UserKey owner, Parts parts, OffsetDateTime now, FieldErrors errors) {
    String id = parts.id == null ? UUID.randomUUID().toString() : parts.id;
    errors.line("id", id, LONGEST_ID);
    OffsetDateTime time = time(parts, now, errors);
    errors.check(
        parts.language == null || wellFormed(parts.language),
        "language",
        parts.language,
        "a BCP 47 tag, such as pt-PT");
    errors.throwIfAny();
    return new NewMemory(owner, id, time.withOffsetSameInstant(ZoneOffset.UTC), parts.language);
  }

  /** As the client wrote them; whatever it left out is {@code null}. */
  record Parts(@Nullable String id, @Nullable String time, @Nullable String language) {}

  /** Begins the event that tells of it; the event's id follows from owner and memory. */
  CloudEventBuilder event(EventType type) {
    return CloudEventBuilder.v1()
        .withId(EventIds.of("captured", type.type(), owner.partitionKey(), id))
        .withSource(SOURCE)
        .withType(type.type())
        .withSubject(id)
        .withTime(time)
        .withExtension(Extensions.TENANT, owner.tenant())
        .withExtension(Extensions.USER_ID, owner.user())
        .withExtension(Extensions.PARTITION_KEY, owner.partitionKey());
  }

  private static OffsetDateTime time(Parts parts, OffsetDateTime now, FieldErrors errors) {
    if (parts.time == null) {
      return now;
    }
    try {
      return OffsetDateTime.parse(parts.time);
    } catch (DateTimeParseException e) {
      errors.check(
          false, "time", parts.time, "an ISO 8601 time with offset, such as 2026-03-01T08:15:00Z");
      return now;
    }
  }

  private static boolean wellFormed(String tag) {
    try {
      return !new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty();
    } catch (IllformedLocaleException e) {
      return false;
    }
  }
}
