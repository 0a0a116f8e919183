// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Extensions;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.data.MemoryTranscribed;
import dev.mneme.contract.data.Transcript;
import dev.mneme.contract.data.Word;
import dev.mneme.contract.settings.Settings;
import dev.mneme.transcribe.audio.AudioDecoder;
import dev.mneme.transcribe.audio.AudioLimits;
import dev.mneme.transcribe.audio.WavWriter;
import dev.mneme.transcribe.speech.Recording;
import dev.mneme.transcribe.speech.SpeechRequest;
import dev.mneme.transcribe.speech.SpeechToText;
import dev.mneme.transcribe.speech.Transcription;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TranscribeTest {
  private static final OffsetDateTime CAPTURED = OffsetDateTime.parse("2026-10-11T09:30:00+01:00");
  private static final byte[] SECOND =
      WavWriter.write(new Recording(new float[Recording.SAMPLE_RATE]));

  private final Engine engine = new Engine();
  private final Transcribe transcribe =
      new Transcribe(
          event -> SECOND, new AudioDecoder(AudioLimits.from(Settings.from(Map.of()))), engine);

  /** Says always the same and remembers what it was asked. */
  private static final class Engine implements SpeechToText {
    private final List<SpeechRequest> requests = new ArrayList<>();
    private String text = "Flat.";

    @Override
    public Transcription transcribe(SpeechRequest request) {
      requests.add(request);
      List<Word> words = text.isEmpty() ? List.of() : List.of(new Word(text, 0.1, 0.5, 0.9));
      return new Transcription(text, request.language(), new Transcript("parrot", 0.9, 1, words));
    }

    @Override
    public void close() {}
  }

  private static CloudEventBuilder captured() {
    return CloudEventBuilder.v1()
        .withId("e1")
        .withSource(URI.create("/capture"))
        .withType(EventType.AUDIO_CAPTURED.type())
        .withSubject("memory-1")
        .withTime(CAPTURED)
        .withExtension(Extensions.TENANT, "sample")
        .withExtension(Extensions.USER_ID, "kenji")
        .withExtension(Extensions.DATA_REF, "s3://mneme/sample/kenji/audio/memory-1");
  }

  @Test
  void repliesAboutTheSameMemoryOfTheSameTime() {
    // When
    List<CloudEvent> replies = transcribe.apply(captured().build());

    // Then
    assertThat(replies).hasSize(1);
    CloudEvent reply = replies.getFirst();
    assertThat(reply.getType()).isEqualTo("dev.mneme.memory.transcribed.v1");
    assertThat(reply.getSubject()).isEqualTo("memory-1");
    assertThat(reply.getTime()).isEqualTo(CAPTURED);
    assertThat(EventData.read(reply, MemoryTranscribed::read))
        .isEqualTo(
            new MemoryTranscribed(
                "Flat.",
                "en",
                new Transcript("parrot", 0.9, 1, List.of(new Word("Flat.", 0.1, 0.5, 0.9))),
                URI.create("s3://mneme/sample/kenji/audio/memory-1")));
  }

  @Test
  void asksTheEngineForTheSameReferenceWheneverTheEventIsDelivered() {
    // When
    CloudEvent first = transcribe.apply(captured().build()).getFirst();
    CloudEvent again = transcribe.apply(captured().build()).getFirst();
    transcribe.apply(captured().withSource(URI.create("/elsewhere")).build());

    // Then
    assertThat(again).isEqualTo(first);
    List<String> references = engine.requests.stream().map(SpeechRequest::reference).toList();
    assertThat(references.get(1)).isEqualTo(references.get(0));
    assertThat(references.get(2)).isNotEqualTo(references.get(0));
    assertThat(engine.requests.getFirst().capturedAt())
        .isEqualTo(Instant.parse("2026-10-11T08:30:00Z"));
  }

  @Test
  void handsTheLanguageOn() {
    // When
    transcribe.apply(captured().withExtension(Extensions.LANGUAGE, "PT-br").build());

    // Then
    assertThat(engine.requests.getFirst().language()).isEqualTo("pt-BR");
  }

  @Test
  void refusesALanguageThatIsNone() {
    assertThatThrownBy(
            () -> transcribe.apply(captured().withExtension(Extensions.LANGUAGE, "e n").build()))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage("language: expected a BCP 47 tag, such as en or pt-BR, found \"e n\"");
  }

  @Test
  void refusesAudioWithoutAWord() {
    // Given
    engine.text = "";

    // When / Then
    assertThatThrownBy(() -> transcribe.apply(captured().build()))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage("data: expected speech, found \"1.0 seconds of audio without a word\"");
  }

  @Test
  void refusesOtherEvents() {
    assertThatThrownBy(
            () -> transcribe.apply(captured().withType(EventType.TEXT_CAPTURED.type()).build()))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("type: expected dev.mneme.audio.captured.v1");
  }
}
