// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.document.mongo;

import dev.mneme.contract.PlainJson;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** JSON objects as BSON: fields keep their order, numbers their kind. */
final class Blocks {
  private Blocks() {}

  /** The block of a memory. */
  static Document of(byte[] json) {
    try (JsonParser tokens = PlainJson.tokens(json)) {
      JsonToken first = tokens.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("block: expected a JSON object, found " + first);
      }
      return object(tokens);
    }
  }

  private static Document object(JsonParser tokens) {
    Document object = new Document();
    while (tokens.nextToken() != JsonToken.END_OBJECT) {
      String name = tokens.currentName();
      tokens.nextToken();
      object.append(name, value(tokens));
    }
    return object;
  }

  private static List<@Nullable Object> array(JsonParser tokens) {
    List<@Nullable Object> array = new ArrayList<>();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(tokens));
    }
    return array;
  }

  private static @Nullable Object value(JsonParser tokens) {
    return switch (tokens.currentToken()) {
      case START_OBJECT -> object(tokens);
      case START_ARRAY -> array(tokens);
      case VALUE_STRING -> tokens.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> tokens.getNumberValue();
      default -> throw new IllegalArgumentException("block: found " + tokens.currentToken());
    };
  }
}
