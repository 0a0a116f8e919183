// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.Payload;
import org.jspecify.annotations.Nullable;

/**
 * {@code text.captured}: something a person wrote.
 *
 * @param text 1 to 100,000 characters, any script
 * @param language BCP 47 tag, if the sender knows it
 * @param category the category its owner gave, if any
 */
public record TextCaptured(String text, @Nullable String language, @Nullable LifeCategory category)
    implements Payload {
  /** Longest text of one memory, in characters. */
  public static final int LONGEST_TEXT = 100_000;

  /** Longest language tag (RFC 5646, section 4.4.1), in characters. */
  static final int LONGEST_LANGUAGE = 35;

  /** Reads the data of an event. */
  public static TextCaptured read(FieldReader json) {
    return new TextCaptured(
        json.text("text"),
        json.optionalText("language"),
        json.optionalWord("category", LifeCategory.values()));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("text", text);
    json.put("language", language);
    json.put("category", category);
  }

  @Override
  public void check(FieldErrors errors) {
    errors.text("data.text", text, LONGEST_TEXT);
    errors.optionalText("data.language", language, LONGEST_LANGUAGE);
  }
}
