// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.persist.KnownMemory.EventKey;
import dev.mneme.persist.copies.Content;
import io.cloudevents.CloudEvent;
import java.time.OffsetDateTime;
import java.util.Objects;

/** One classified memory, as it comes. */
record Block(CloudEvent event, Content content) {
  /**
   * Reads an event.
   *
   * @throws InvalidEventException if it is of another type or its data is not valid
   */
  static Block of(CloudEvent event) {
    if (EventType.of(event) != EventType.MEMORY_CLASSIFIED) {
      throw InvalidEventException.of("type", event.getType(), EventType.MEMORY_CLASSIFIED.type());
    }
    String id = Objects.requireNonNull(event.getSubject(), "the runtime checked the subject");
    OffsetDateTime time = Objects.requireNonNull(event.getTime(), "the runtime checked the time");
    return new Block(
        event,
        Content.of(
            UserKey.of(event),
            id,
            time.toInstant(),
            event.getSource().toString(),
            event.getId(),
            EventData.read(event, MemoryClassified::read)));
  }

  UserKey owner() {
    return content.owner();
  }

  String id() {
    return content.id();
  }

  MemoryClassified memory() {
    return content.memory();
  }

  boolean labelled() {
    return memory().ownerCategory() != null;
  }

  EventKey key() {
    return new EventKey(event.getSource().toString(), event.getId());
  }
}
