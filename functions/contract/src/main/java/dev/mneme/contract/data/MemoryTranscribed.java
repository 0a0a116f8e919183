// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
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
