// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import dev.mneme.contract.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The language model that may write answers.
 *
 * @param url {@code MNEME_LLM_URL}: base of an OpenAI-compatible API, such as {@code
 *     https://host/v1}; without it no model is asked, and answers are extracted
 * @param model {@code MNEME_LLM_MODEL}: its name there
 * @param key {@code MNEME_LLM_KEY} or {@code MNEME_LLM_KEY_FILE}: sent as a bearer token; never
 *     shown
 * @param limit {@code MNEME_LLM_TIMEOUT} (PT30S): for a whole answer
 * @param answerTokens {@code MNEME_LLM_ANSWER_TOKENS} (400): longest answer
 * @param dailyTokens {@code MNEME_LLM_DAILY_TOKENS} (50000): of a user in a day, questions and
 *     memories included
 */
record ChatSettings(
    URI url,
    String model,
    Optional<String> key,
    Duration limit,
    int answerTokens,
    long dailyTokens) {
  /** Empty where no model is configured. */
  static Optional<ChatSettings> of(Settings settings) {
    Optional<URI> url = settings.optionalUri("MNEME_LLM_URL");
    Optional<String> model = settings.optionalText("MNEME_LLM_MODEL");
    Optional<String> key = settings.secret("MNEME_LLM_KEY");
    Duration limit =
        settings.duration(
            "MNEME_LLM_TIMEOUT",
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofMinutes(10));
    int answer = (int) settings.number("MNEME_LLM_ANSWER_TOKENS", 400, 1, 100_000);
    long daily = settings.number("MNEME_LLM_DAILY_TOKENS", 50_000, 0, Long.MAX_VALUE);
    if (url.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ChatSettings(
            url.get(),
            model.orElseGet(() -> settings.text("MNEME_LLM_MODEL")),
            key,
            limit,
            answer,
            daily));
  }

  @Override
  public String toString() {
    return "ChatSettings[url=%s, model=%s]".formatted(url, model);
  }
}
