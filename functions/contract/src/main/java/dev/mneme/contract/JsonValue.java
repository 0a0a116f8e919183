// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A value in a JSON document that knows where it stands. Nothing is bent into another type; only
 * the white space around a URI or a constant's word is passed over.
 */
final class JsonValue {
  private final JsonNode node;
  private final @Nullable JsonValue parent;
  private final String name;
  private final int index;

  private JsonValue(JsonNode node, @Nullable JsonValue parent, String name, int index) {
    this.node = node;
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  /** A whole document, under the name by which errors shall call it. */
  static JsonValue of(byte[] json, String name) {
    try {
      return new JsonValue(PlainJson.read(json), null, name, 0);
    } catch (JacksonException e) {
      throw InvalidEventException.of(name, e.getOriginalMessage(), "a JSON object");
    }
  }

  JsonValue field(String field) {
    return new JsonValue(node.path(field), this, field, 0);
  }

  boolean absent() {
    return node.isNull() || node.isMissingNode();
  }

  String text() {
    return as(node.isString(), "text").stringValue();
  }

  int intNumber() {
    as(node.isIntegralNumber(), "a whole number");
    return as(node.canConvertToInt(), "a whole number of at most 32 bits").intValue();
  }

  long longNumber() {
    as(node.isIntegralNumber(), "a whole number");
    return as(node.canConvertToLong(), "a whole number of at most 64 bits").longValue();
  }

  double number() {
    return as(node.isNumber(), "a number").numberValue().doubleValue();
  }

  boolean truth() {
    return as(node.isBoolean(), "true or false").booleanValue();
  }

  URI uri() {
    as(node.isString(), "a URI");
    try {
      return URI.create(word());
    } catch (IllegalArgumentException e) {
      throw refused("a URI");
    }
  }

  Instant instant() {
    String expected = "an instant, such as 2026-03-01T08:00:00Z";
    try {
      return Instant.parse(as(node.isString(), expected).stringValue());
    } catch (DateTimeParseException e) {
      throw refused(expected);
    }
  }

  <E extends Enum<E>> E oneOf(E[] constants) {
    for (E constant : constants) {
      if (node.isString() && constant.toString().equals(word())) {
        return constant;
      }
    }
    StringBuilder words = new StringBuilder();
    for (E constant : constants) {
      words.append(words.isEmpty() ? "one of " : ", ").append(constant);
    }
    throw refused(words.toString());
  }

  <T> T object(Function<FieldReader, T> reader) {
    as(node.isObject(), parent == null ? "a JSON object" : "an object");
    return reader.apply(new FieldReader(this));
  }

  <T> List<T> list(Function<JsonValue, T> reader) {
    as(node.isArray(), "an array");
    List<T> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(reader.apply(new JsonValue(node.path(i), this, name, i)));
    }
    return items;
  }

  /** Refuses all fields with other names. */
  void only(List<String> names) {
    FieldErrors errors = new FieldErrors();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      boolean known = names.contains(field.getKey());
      JsonValue value = field(field.getKey());
      errors.check(known, value.path(), value.shown(), "one of " + String.join(", ", names));
    }
    errors.throwIfAny();
  }

  private String word() {
    return node.stringValue().trim();
  }

  private JsonNode as(boolean fits, String expected) {
    if (!fits) {
      throw refused(expected);
    }
    return node;
  }

  private InvalidEventException refused(String expected) {
    return InvalidEventException.of(path(), shown(), expected);
  }

  private @Nullable String shown() {
    if (absent()) {
      return null;
    }
    return node.isString() ? node.stringValue() : node.toString();
  }

  private String path() {
    if (parent == null) {
      return name;
    }
    return parent.node.isArray() ? parent.path() + "[" + index + "]" : parent.path() + "." + name;
  }
}
