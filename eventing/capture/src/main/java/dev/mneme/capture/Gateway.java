// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.Envelope;
import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Extensions;
import dev.mneme.contract.Forgotten;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.ErasureRequested;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** From a memory, or an event about one, to what is stored. */
final class Gateway {
  private final AudioStore audioStore;
  private final Publisher publisher;
  private final Clock clock;

  Gateway(AudioStore audioStore, Publisher publisher, Clock clock) {
    this.audioStore = audioStore;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * Takes something written.
   *
   * @throws InvalidEventException if it can never be taken
   * @throws TryLaterException if it cannot be taken now
   */
  Captured capture(NewMemory memory, TextCaptured text) {
    return publish(
        memory
            .event(EventType.TEXT_CAPTURED)
            .withData("application/json", EventData.write(text))
            .build());
  }

  /** Takes something said; errors as for text. */
  Captured capture(NewMemory memory, String contentType, byte[] audio) {
    CloudEventBuilder event =
        memory.event(EventType.AUDIO_CAPTURED).withDataContentType(contentType);
    if (memory.language() != null) {
      event.withExtension(Extensions.LANGUAGE, memory.language());
    }
    Envelope.check(event.build(), clock.instant());
    URI kept = audioStore.keep(memory.owner(), memory.id(), contentType, audio);
    return publish(event.withExtension(Extensions.DATA_REF, kept).build());
  }

  /**
   * Takes a wish to be forgotten; errors as for text. The event comes first: who is told that all
   * is well has had both done, and who is not sends the same again.
   */
  Captured forget(CloudEvent event, ErasureRequested wish) {
    Captured captured = publish(event);
    Instant until = Objects.requireNonNull(event.getTime(), "the envelope was checked").toInstant();
    publisher.forget(Forgotten.of(UserKey.of(event), wish.memory(), until));
    return captured;
  }

  /** Takes a decision about what may be done with its owner's data; as for wishes. */
  Captured decide(CloudEvent event, Set<Purpose> purposes, boolean granted) {
    Captured captured = publish(event);
    publisher.decide(UserKey.of(event), purposes, granted);
    return captured;
  }

  /** Takes an event as it is; errors as for text. */
  Captured publish(CloudEvent event) {
    Envelope.check(event, clock.instant());
    boolean duplicate = publisher.publish(event);
    return new Captured(event.getId(), String.valueOf(event.getSubject()), duplicate);
  }
}
