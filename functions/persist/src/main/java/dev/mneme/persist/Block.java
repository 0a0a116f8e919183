// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.Payload;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.persist.KnownMemory.EventKey;
import io.cloudevents.CloudEvent;
import java.time.OffsetDateTime;
import java.util.Objects;

/**
 * One classified memory, as it is kept.
 *
 * @param json the object in S3 and what the commitment is over; the same event always gives the
 *     same bytes
 */
record Block(
    CloudEvent event,
    UserKey owner,
    String id,
    OffsetDateTime occurredAt,
    MemoryClassified memory,
    byte[] json) {

  private record Stored(
      String id,
      String tenant,
      String user,
      String time,
      String source,
      String event,
      MemoryClassified memory)
      implements Payload {
    @Override
    public void check(FieldErrors errors) {
      memory.check(errors);
    }
  }

  /**
   * Reads an event.
   *
   * @throws InvalidEventException if it is of another type or its data is not valid
   */
  static Block of(CloudEvent event) {
    if (EventType.of(event) != EventType.MEMORY_CLASSIFIED) {
      throw InvalidEventException.of("type", event.getType(), EventType.MEMORY_CLASSIFIED.type());
    }
    UserKey owner = UserKey.of(event);
    String id = Objects.requireNonNull(event.getSubject(), "the runtime checked the subject");
    OffsetDateTime time = Objects.requireNonNull(event.getTime(), "the runtime checked the time");
    MemoryClassified memory = EventData.read(event, MemoryClassified.class);
    Stored stored =
        new Stored(
            id,
            owner.tenant(),
            owner.user(),
            time.toInstant().toString(),
            event.getSource().toString(),
            event.getId(),
            memory);
    return new Block(event, owner, id, time, memory, EventData.write(stored));
  }

  /** Where it is filed: its owner's word counts for more than ours. */
  LifeCategory filedUnder() {
    return memory.ownerCategory() != null ? memory.ownerCategory() : memory.category().label();
  }

  boolean labelled() {
    return memory.ownerCategory() != null;
  }

  EventKey key() {
    return new EventKey(event.getSource().toString(), event.getId());
  }
}
