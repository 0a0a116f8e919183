// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.TextCaptured;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/memories}: one text memory as JSON. */
final class TextEndpoint implements PersonalEndpoint {
  /** Longest body, in bytes; the longest text in any script fits. */
  static final int MOST_BYTES = 1 << 20;

  private static final String EXPECTED =
      "a JSON object of strings: text, and optionally time, category, language, id; whose it is,"
          + " the token says";

  private final Gateway gateway;
  private final Clock clock;

  TextEndpoint(Gateway gateway, Clock clock) {
    this.gateway = gateway;
    this.clock = clock;
  }

  @Override
  public Answer answer(UserKey caller, Call call) {
    Body body = JsonBody.read(call, MOST_BYTES, Body.class, EXPECTED);
    FieldErrors errors = new FieldErrors();
    errors.text("text", body.text, TextCaptured.LONGEST_TEXT);
    Optional<LifeCategory> category = category(body, errors);
    NewMemory memory =
        NewMemory.of(
            caller,
            new NewMemory.Parts(body.id, body.time, body.language),
            OffsetDateTime.now(clock),
            errors);
    TextCaptured text =
        new TextCaptured(String.valueOf(body.text), body.language, category.orElse(null));
    return Answer.json(202, gateway.capture(memory, text));
  }

  /** As it came; what was left out is {@code null}. */
  private record Body(
      @Nullable String text,
      @Nullable String time,
      @Nullable String category,
      @Nullable String language,
      @Nullable String id) {}

  private static Optional<LifeCategory> category(Body body, FieldErrors errors) {
    if (body.category == null) {
      return Optional.empty();
    }
    Optional<LifeCategory> known =
        Arrays.stream(LifeCategory.values())
            .filter(category -> category.toString().equals(body.category))
            .findFirst();
    errors.check(
        known.isPresent(),
        "category",
        body.category,
        Arrays.stream(LifeCategory.values())
            .map(LifeCategory::toString)
            .collect(Collectors.joining(", ", "one of ", "")));
    return known;
  }
}
