// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Payload;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * {@code memory.transcribed}: speech became text.
 *
 * @param text what was said, 1 to 100,000 characters
 * @param language BCP 47 tag of what was spoken
 * @param transcript words with times, and who transcribed them
 * @param audio where the recording lies; absent where it came inside the event
 */
public record MemoryTranscribed(
    String text, String language, Transcript transcript, @Nullable URI audio) implements Payload {
  /** Reads the data of an event. */
  public static MemoryTranscribed read(FieldReader json) {
    return new MemoryTranscribed(
        json.text("text"),
        json.text("language"),
        json.object("transcript", Transcript::read),
        json.optionalUri("audio"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("text", text);
    json.put("language", language);
    json.put("transcript", transcript);
    json.put("audio", audio);
  }

  @Override
  public void check(FieldErrors errors) {
    errors.text("data.text", text, TextCaptured.LONGEST_TEXT);
    errors.text("data.language", language, TextCaptured.LONGEST_LANGUAGE);
    if (errors.present("data.transcript", transcript)) {
      transcript.check("data.transcript", errors);
    }
    errors.optionalUri("data.audio", audio);
  }
}
