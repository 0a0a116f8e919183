// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe;

import dev.mneme.contract.EventIds;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Extensions;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Replies;
import dev.mneme.contract.data.MemoryTranscribed;
import dev.mneme.transcribe.audio.AudioDecoder;
import dev.mneme.transcribe.speech.Recording;
import dev.mneme.transcribe.speech.SpeechRequest;
import dev.mneme.transcribe.speech.SpeechToText;
import dev.mneme.transcribe.speech.Transcription;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code audio.captured} in, {@code memory.transcribed} out, about the same memory and of the same
 * time. Audio in which nobody speaks is refused: a memory without words is none, and the refusal
 * keeps it where somebody can look at it.
 */
final class Transcribe implements Function<CloudEvent, List<CloudEvent>> {
  private static final String NAME = "transcribe";
  private static final String DEFAULT_LANGUAGE = "en";

  private final AudioSource source;
  private final AudioDecoder decoder;
  private final SpeechToText engine;

  Transcribe(AudioSource source, AudioDecoder decoder, SpeechToText engine) {
    this.source = source;
    this.decoder = decoder;
    this.engine = engine;
  }

  @Override
  public List<CloudEvent> apply(CloudEvent event) {
    if (EventType.of(event) != EventType.AUDIO_CAPTURED) {
      throw InvalidEventException.of(
          "type",
          event.getType(),
          EventType.AUDIO_CAPTURED.type() + ", all that can be transcribed");
    }
    String language = language(event);
    Recording recording = decoder.decode(source.audioOf(event));
    Transcription said =
        engine.transcribe(
            new SpeechRequest(recording, language, EventIds.message(event), capturedAt(event)));
    if (said.text().isBlank()) {
      throw InvalidEventException.of(
          "data", "%.1f seconds of audio without a word".formatted(recording.seconds()), "speech");
    }
    return Replies.of(NAME, event)
        .add(EventType.MEMORY_TRANSCRIBED, String.valueOf(event.getSubject()), reply(event, said))
        .list();
  }

  private static MemoryTranscribed reply(CloudEvent event, Transcription said) {
    return new MemoryTranscribed(said.text(), said.language(), said.transcript(), claim(event));
  }

  private static @Nullable URI claim(CloudEvent event) {
    Object claim = event.getExtension(Extensions.DATA_REF);
    return claim == null || event.getData() != null ? null : URI.create(claim.toString());
  }

  private static Instant capturedAt(CloudEvent event) {
    OffsetDateTime time = event.getTime();
    return time == null ? Instant.EPOCH : time.toInstant();
  }

  private static String language(CloudEvent event) {
    Object tag = event.getExtension(Extensions.LANGUAGE);
    if (tag == null) {
      return DEFAULT_LANGUAGE;
    }
    try {
      return new Locale.Builder().setLanguageTag(tag.toString()).build().toLanguageTag();
    } catch (IllformedLocaleException e) {
      throw InvalidEventException.of(Extensions.LANGUAGE, tag, "a BCP 47 tag, such as en or pt-BR");
    }
  }
}
