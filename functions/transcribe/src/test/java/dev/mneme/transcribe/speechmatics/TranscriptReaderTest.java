// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.data.Word;
import dev.mneme.transcribe.speech.Recording;
import dev.mneme.transcribe.speech.SpeechRequest;
import dev.mneme.transcribe.speech.Transcription;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TranscriptReaderTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static Transcription read(String results, String delimiter) {
    String transcript =
        "{\"metadata\": {\"language_pack_info\": {\"word_delimiter\": \"%s\"}}, \"results\": [%s]}"
            .formatted(delimiter, results);
    SpeechRequest request =
        new SpeechRequest(new Recording(new float[16_000]), "es", "event-1", Instant.EPOCH);
    return TranscriptReader.read(JSON.readTree(transcript), request, "engine");
  }

  private static String item(String type, String content, double at, String more) {
    return """
    {"type": "%s", "start_time": %s, "end_time": %s, %s
     "alternatives": [{"content": "%s", "confidence": 0.5}]}
    """
        .formatted(type, at, at + 0.25, more, content);
  }

  @Test
  void attachesPunctuationToTheSideItBelongsTo() {
    // Given
    String results =
        String.join(
            ",",
            item("punctuation", "¿", 0, "\"attaches_to\": \"next\","),
            item("word", "Qué", 0, ""),
            item("word", "tal", 1, ""),
            item("punctuation", "?", 2, "\"attaches_to\": \"previous\","));

    // When
    Transcription transcription = read(results, " ");

    // Then
    assertThat(transcription.text()).isEqualTo("¿Qué tal?");
    assertThat(transcription.transcript().words())
        .containsExactly(new Word("¿Qué", 0, 0.25, 0.5), new Word("tal?", 1, 1.25, 0.5));
    assertThat(transcription.transcript().confidence()).isEqualTo(0.5);
  }

  @Test
  void joinsWordsAsTheLanguageDoes() {
    // Given
    String results = item("word", "你", 0, "") + "," + item("word", "好", 1, "");

    // When / Then
    assertThat(read(results, "").text()).isEqualTo("你好");
  }

  @Test
  void passesOverItemsItDoesNotKnow() {
    // Given
    String results = item("audio_event", "laughter", 0, "") + "," + item("word", "yes", 1, "");

    // When / Then
    assertThat(read(results, " ").text()).isEqualTo("yes");
  }

  @Test
  void readsSilence() {
    // When
    Transcription transcription = read("", " ");

    // Then
    assertThat(transcription.text()).isEmpty();
    assertThat(transcription.transcript().confidence()).isZero();
  }
}
