// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A wish to be forgotten, as those are told of it who carry events: an entry of a bucket that the
 * gateway writes and the source reads. It names no memory, only a hash of its id.
 *
 * @param lane tenant and user as subject tokens, with a dot between
 * @param what hash of a memory's id, or a word for everything
 * @param until of everything, what is not later than this
 */
public record Forgotten(String lane, String what, Instant until) {
  /** The bucket. */
  public static final String BUCKET = "mneme-forgotten";

  private static final String EVERYTHING = "everything";

  /**
   * The wish of an owner.
   *
   * @param memory only this one; {@code null} for everything until then
   */
  public static Forgotten of(UserKey owner, @Nullable String memory, Instant until) {
    return new Forgotten(owner.lane(), memory == null ? EVERYTHING : hash(memory), until);
  }

  /**
   * The wish that an entry tells.
   *
   * @throws IllegalArgumentException if it tells none
   */
  public static Forgotten read(String key, byte[] value) {
    int end = key.lastIndexOf('.');
    try {
      return new Forgotten(
          key.substring(0, end),
          key.substring(end + 1),
          Instant.parse(new String(value, StandardCharsets.US_ASCII)));
    } catch (IndexOutOfBoundsException | DateTimeParseException e) {
      throw new IllegalArgumentException(
          "entry " + key + ": expected <tenant>.<user>.<what> and a time", e);
    }
  }

  /** The entry's key. */
  public String key() {
    return lane + "." + what;
  }

  /** The entry's value. */
  public byte[] value() {
    return until.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether everything of the owner is meant. */
  public boolean everything() {
    return what.equals(EVERYTHING);
  }

  /**
   * Whether an event of the same owner is about what is to be forgotten; the rule by which persist
   * knows it.
   */
  public boolean covers(CloudEvent event) {
    OffsetDateTime time = event.getTime();
    return everything()
        ? time != null && !time.toInstant().isAfter(until)
        : what.equals(hash(String.valueOf(event.getSubject())));
  }

  private static String hash(String memory) {
    return EventIds.of("forgotten", memory);
  }
}
