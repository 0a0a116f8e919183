// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The check every event passes before anything is done with it. */
public final class Envelope {
  /** How far ahead of this machine's clock an event's time may lie. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofHours(24);

  private static final int LONGEST_ID = 256;

  private Envelope() {}

  /**
   * Checks type, owner, id, subject, time, media type, partition key and names.
   *
   * @param now this machine's clock
   * @return the event's type
   * @throws InvalidEventException naming every attribute that is wrong; an unknown type or a
   *     malformed owner is told alone, as the rest is judged by them
   */
  public static EventType check(CloudEvent event, Instant now) {
    EventType type = EventType.of(event);
    checkAttributes(event, now);
    return type;
  }

  /**
   * Checks the same for an event that need not be Mneme's: for those who carry events and do not
   * read them.
   *
   * @throws InvalidEventException as {@link #check} does
   */
  public static TypeName checkCarried(CloudEvent event, Instant now) {
    TypeName type = TypeName.of(event.getType());
    checkAttributes(event, now);
    return type;
  }

  private static void checkAttributes(CloudEvent event, Instant now) {
    UserKey owner = UserKey.of(event);
    FieldErrors errors = new FieldErrors();
    errors.line("id", event.getId(), LONGEST_ID);
    errors.line("subject", event.getSubject(), LONGEST_ID);
    OffsetDateTime time = event.getTime();
    if (errors.present("time", time) && time != null) {
      errors.check(
          !time.toInstant().isAfter(now.plus(CLOCK_TOLERANCE)),
          "time",
          time,
          "a time not more than " + CLOCK_TOLERANCE.toHours() + " hours ahead of " + now);
      errors.check(time.getYear() >= 0, "time", time, "a year that RFC 3339 can write, from 0000");
    }
    String media = event.getDataContentType();
    errors.check(
        media == null || media.chars().allMatch(c -> c >= ' ' && c <= '~'),
        "datacontenttype",
        media,
        "a media type of printable ASCII");
    Object key = event.getExtension(Extensions.PARTITION_KEY);
    errors.check(
        key == null || key.equals(owner.partitionKey()),
        Extensions.PARTITION_KEY,
        key,
        owner.partitionKey() + ", as tenant and userid say");
    Object data = event.getExtension("data");
    errors.check(
        data == null, "ce-data", data, "no attribute named data, which JSON could not tell apart");
    errors.throwIfAny();
  }
}
