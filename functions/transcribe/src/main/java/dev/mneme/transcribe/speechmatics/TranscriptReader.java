// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import dev.mneme.contract.data.Transcript;
import dev.mneme.contract.data.Word;
import dev.mneme.transcribe.speech.SpeechRequest;
import dev.mneme.transcribe.speech.Transcription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads the transcript format json-v2. Punctuation is attached to its word as {@code attaches_to}
 * says; kinds of items that are not known are passed over, as the API's description asks for.
 */
final class TranscriptReader {
  private final List<Word> words = new ArrayList<>();
  private String opening = "";

  private TranscriptReader() {}

  static Transcription read(JsonNode transcript, SpeechRequest request, String engine) {
    TranscriptReader reader = new TranscriptReader();
    transcript.path("results").forEach(reader::item);
    JsonNode metadata = transcript.path("metadata");
    String between = metadata.path("language_pack_info").path("word_delimiter").asString(" ");
    String text = reader.words.stream().map(Word::word).collect(Collectors.joining(between));
    double confidence = reader.words.stream().mapToDouble(Word::confidence).average().orElse(0);
    return new Transcription(
        text,
        request.language(),
        new Transcript(engine, confidence, request.recording().seconds(), reader.words));
  }

  private void item(JsonNode item) {
    JsonNode best = item.path("alternatives").path(0);
    String content = best.path("content").asString("");
    if (content.isEmpty()) {
      return;
    }
    switch (item.path("type").asString("")) {
      case "word", "entity" -> word(item, best.path("confidence").asDouble(0), content);
      case "punctuation" -> punctuation(item.path("attaches_to").asString("previous"), content);
      default -> {}
    }
  }

  private void word(JsonNode item, double confidence, String content) {
    double start = Math.max(0, item.path("start_time").asDouble(0));
    double end = Math.max(start, item.path("end_time").asDouble(start));
    words.add(new Word(opening + content, start, end, Math.clamp(confidence, 0, 1)));
    opening = "";
  }

  private void punctuation(String attachesTo, String mark) {
    boolean forward = attachesTo.equals("next") || attachesTo.equals("both");
    if (forward || words.isEmpty()) {
      opening += mark;
      return;
    }
    Word last = words.removeLast();
    words.add(
        new Word(last.word() + mark, last.startSeconds(), last.endSeconds(), last.confidence()));
  }
}
