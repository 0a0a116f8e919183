// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.data.MemoryTranscribed;
import dev.mneme.contract.data.TextCaptured;
import dev.mneme.contract.data.Transcript;
import io.cloudevents.CloudEvent;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A memory in words, whether written or spoken.
 *
 * @param text not blank
 * @param language BCP 47 tag, where known
 * @param ownerCategory the category its owner gave, if any
 * @param transcript present where it was spoken
 * @param audio where the recording lies, if there is one
 */
record Captured(
    String text,
    @Nullable String language,
    @Nullable LifeCategory ownerCategory,
    @Nullable Transcript transcript,
    @Nullable URI audio) {
  /**
   * Reads an event.
   *
   * @throws InvalidEventException if it is of another type or its data is not valid
   */
  static Captured of(CloudEvent event) {
    return switch (EventType.of(event)) {
      case TEXT_CAPTURED -> written(EventData.read(event, TextCaptured::read));
      case MEMORY_TRANSCRIBED -> spoken(EventData.read(event, MemoryTranscribed::read));
      default ->
          throw InvalidEventException.of(
              "type",
              event.getType(),
              EventType.TEXT_CAPTURED.type() + " or " + EventType.MEMORY_TRANSCRIBED.type());
    };
  }

  private static Captured written(TextCaptured data) {
    return new Captured(data.text(), data.language(), data.category(), null, null);
  }

  private static Captured spoken(MemoryTranscribed data) {
    return new Captured(data.text(), data.language(), null, data.transcript(), data.audio());
  }
}
