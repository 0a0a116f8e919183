// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.Payload;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code memory.classified}: a memory found its place in a life.
 *
 * @param text what was written or said
 * @param language BCP 47 tag, where known
 * @param category the part of life, as the shared classifier sees it
 * @param kind event, state, plan, preference or relationship
 * @param ownerCategory the category its owner gave, if any; it teaches the owner's own model
 * @param embedding the text as a vector
 * @param transcript how the text came from speech; absent where it was written
 * @param audio where the recording lies, if there is one
 * @param people whom the text names, each once, in the order they appear; absent where nobody
 *     looked
 */
public record MemoryClassified(
    String text,
    @Nullable String language,
    CategoryLabel category,
    KindLabel kind,
    @Nullable LifeCategory ownerCategory,
    Embedding embedding,
    @Nullable Transcript transcript,
    @Nullable URI audio,
    @Nullable List<Person> people)
    implements Payload {
  /** Reads the data of an event. */
  public static MemoryClassified read(FieldReader json) {
    return new MemoryClassified(
        json.text("text"),
        json.optionalText("language"),
        json.object("category", CategoryLabel::read),
        json.object("kind", KindLabel::read),
        json.optionalWord("ownerCategory", LifeCategory.values()),
        json.object("embedding", Embedding::read),
        json.optionalObject("transcript", Transcript::read),
        json.optionalUri("audio"),
        json.optionalObjects("people", Person::read));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("text", text);
    json.put("language", language);
    json.put("category", category);
    json.put("kind", kind);
    json.put("ownerCategory", ownerCategory);
    json.put("embedding", embedding);
    json.put("transcript", transcript);
    json.put("audio", audio);
    json.put("people", people);
  }

  @Override
  public void check(FieldErrors errors) {
    errors.text("data.text", text, TextCaptured.LONGEST_TEXT);
    errors.optionalText("data.language", language, TextCaptured.LONGEST_LANGUAGE);
    if (errors.present("data.category", category)) {
      category.check("data.category", errors);
    }
    if (errors.present("data.kind", kind)) {
      kind.check("data.kind", errors);
    }
    if (errors.present("data.embedding", embedding)) {
      embedding.check("data.embedding", errors);
    }
    if (transcript != null) {
      transcript.check("data.transcript", errors);
    }
    errors.optionalUri("data.audio", audio);
    if (people != null) {
      for (int i = 0; i < people.size(); i++) {
        String at = "data.people[" + i + "]";
        Person person = people.get(i);
        if (errors.present(at, person)) {
          person.check(at, errors);
        }
      }
    }
  }
}
