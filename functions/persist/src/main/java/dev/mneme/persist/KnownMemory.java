// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.InvalidEventException;
import org.jspecify.annotations.Nullable;

/** A memory that has a row, and the event that made it. */
record KnownMemory(String id, EventKey event, Kept.Row row) {
  /** What CloudEvents holds to be unique; here, among the events of one owner. */
  record EventKey(String source, String id) {
    // Written out, as hashCode, for the reason that UserKey gives.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof EventKey key && source.equals(key.source) && id.equals(key.id);
    }

    @Override
    public int hashCode() {
      return 31 * source.hashCode() + id.hashCode();
    }
  }

  /** What the row is to a block that names its memory or its event. */
  Kept seenBy(Block block) {
    if (!event.equals(block.key())) {
      return refused(
          "subject",
          block.id(),
          "the id of a memory that no other event has made; event "
              + event.id()
              + " of "
              + event.source()
              + " has");
    }
    return id.equals(block.id())
        ? row
        : refused("id", event.id(), "the id of one event; it has made memory " + id);
  }

  private static Kept refused(String field, String value, String expected) {
    return new Kept.Refused(InvalidEventException.of(field, value, expected));
  }
}
