// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import dev.mneme.contract.InvalidEventException;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as trees and as tokens: nothing here is bound to classes. */
final class Json {
  /** What an event's data stands in, at most: the answer to a batch, an outcome, its replies. */
  private static final int AROUND_DATA = 16;

  private static final int DEEPEST_DATA = StreamReadConstraints.DEFAULT_MAX_DEPTH;

  private static final JsonFactory DATA =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST_DATA).build())
          .build();

  /**
   * Slashes stay as they are, and so does half a surrogate pair, which only an escape can carry.
   */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST_DATA + AROUND_DATA)
                          .build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder()
                          .maxNestingDepth(DEEPEST_DATA + AROUND_DATA)
                          .build())
                  .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                  .disable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * Reads one JSON value.
   *
   * @throws InvalidEventException if it is none, saying what was {@code expected}
   */
  static JsonNode read(byte[] json, String expected) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw InvalidEventException.of("body", e.getOriginalMessage(), expected);
    }
  }

  /** Writes what {@code content} tells the generator. */
  static byte[] write(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator generator = MAPPER.createGenerator(json)) {
      content.accept(generator);
    }
    return json.toByteArray();
  }

  /** A tree as text: no white space, floating point as Java writes a {@code double}. */
  static String text(JsonNode node) {
    StringWriter text = new StringWriter();
    try (JsonParser tokens = MAPPER.treeAsTokens(node);
        JsonGenerator generator = MAPPER.createGenerator(text)) {
      tokens.nextToken();
      generator.copyCurrentStructure(tokens);
    }
    return text.toString();
  }

  /** Whether a text is one JSON value, of a depth that can be read again amid an answer. */
  static boolean valid(String text) {
    try (JsonParser tokens = DATA.createParser(ObjectReadContext.empty(), text)) {
      boolean any = tokens.nextToken() != null;
      tokens.skipChildren();
      return any && tokens.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
