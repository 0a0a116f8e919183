// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mneme.contract.TryLaterException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an answer of the API: its JSON, or the error it stands for. */
final class Answer {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_SHOWN = 200;
  private static final Duration AFTER_NONSENSE = Duration.ofSeconds(10);

  private Answer() {}

  /**
   * The body of a success.
   *
   * @throws SpeechmaticsException if it is none
   * @throws TryLaterException if it is one without JSON, as from a proxy on the way
   */
  static JsonNode read(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return json(response.body())
          .orElseThrow(
              () ->
                  new TryLaterException(
                      "Speechmatics answered " + status + " without JSON", AFTER_NONSENSE));
    }
    throw new SpeechmaticsException(status, message(response.body()), retryAfter(response));
  }

  /** {@code ErrorResponse} as the API documents it, or the page that stands in front of it. */
  private static String message(byte[] body) {
    Optional<JsonNode> error = json(body).filter(json -> json.hasNonNull("error"));
    if (error.isPresent()) {
      String detail = error.get().path("detail").asString("");
      return error.get().path("error").asString() + (detail.isEmpty() ? "" : ": " + detail);
    }
    String text = new String(body, UTF_8).strip();
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
    } catch (JacksonException e) {
      // Not JSON is an answer too: gateways speak HTML.
      return Optional.empty();
    }
  }

  /** RFC 9110, section 10.2.3: seconds or a date. */
  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response.headers().firstValue("Retry-After").flatMap(Answer::duration);
  }

  private static Optional<Duration> duration(String value) {
    try {
      if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
      }
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(Instant.now(), then);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (NumberFormatException | DateTimeParseException e) {
      // A malformed hint is no hint; the caller has its own pause.
      return Optional.empty();
    }
  }
}
