// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as a process reads and writes it before its first answer. Without the fast parser of
 * numbers, and without serializers, whose making reads annotations: both make classes at run time,
 * which a cold start pays for.
 */
public final class PlainJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();
  private static final JsonMapper TREES =
      JsonMapper.builder(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private PlainJson() {}

  /**
   * Reads one JSON value.
   *
   * @throws JacksonException if it is none, or more than one
   */
  public static JsonNode read(byte[] json) {
    return TREES.readTree(json);
  }

  /** A tree as JSON, UTF-8. */
  public static byte[] bytes(JsonNode tree) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonParser tokens = TREES.treeAsTokens(tree);
        JsonGenerator generator = TREES.createGenerator(json)) {
      tokens.nextToken();
      generator.copyCurrentStructure(tokens);
    }
    return json.toByteArray();
  }

  /** The tokens of a JSON value. */
  public static JsonParser tokens(byte[] json) {
    return TREES.createParser(json);
  }
}
