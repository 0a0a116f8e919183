// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.erasure;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Replies;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.ErasureCompleted;
import dev.mneme.contract.data.ErasureRequested;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A wish to be forgotten, as it comes. */
public record Erasure(CloudEvent event, UserKey owner, ErasureRequested wish, Instant at) {
  /**
   * Reads an {@code erasure.requested}.
   *
   * @throws InvalidEventException if its data is not valid
   */
  public static Erasure of(CloudEvent event) {
    return new Erasure(
        event,
        UserKey.of(event),
        EventData.read(event, ErasureRequested::read),
        Objects.requireNonNull(event.getTime(), "the runtime checked the time").toInstant());
  }

  /** The replies once it is carried out. */
  public List<CloudEvent> completed(String function, long memories) {
    return Replies.of(function, event)
        .add(
            EventType.ERASURE_COMPLETED,
            Objects.requireNonNull(event.getSubject(), "the runtime checked the subject"),
            new ErasureCompleted(wish.scope(), wish.memory(), memories))
        .list();
  }

  /** Of one memory; {@code null} where everything is to go. */
  @Nullable String memory() {
    return wish.memory();
  }
}
