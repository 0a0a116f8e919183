// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.InvalidEventException;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** A request's body where it is one JSON object, and nothing else. */
final class JsonBody {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonBody() {}

  /**
   * Reads it.
   *
   * @param most bytes
   * @param expected what it should be, in words
   * @throws HttpProblem if its media type is another or it is longer
   * @throws InvalidEventException naming the field that is malformed or unknown
   */
  static <T> T read(Call call, int most, Class<T> kind, String expected) {
    if (!call.mediaType().equals("application/json")) {
      throw HttpProblem.of(
          415, "Unsupported media type", "Content-Type", call.mediaType(), "application/json");
    }
    try {
      T body = JSON.readValue(call.body(most), kind);
      if (body == null) {
        throw InvalidEventException.of("body", null, expected);
      }
      return body;
    } catch (JacksonException e) {
      String path =
          e.getPath().stream()
              .map(JacksonException.Reference::getPropertyName)
              .map(String::valueOf)
              .collect(Collectors.joining("."));
      throw InvalidEventException.of(path.isEmpty() ? "body" : path, found(e), expected);
    }
  }

  /** Jackson's own words for an unknown field name our classes. */
  private static String found(JacksonException e) {
    return e instanceof UnrecognizedPropertyException
        ? "a field of that name"
        : e.getOriginalMessage();
  }
}
