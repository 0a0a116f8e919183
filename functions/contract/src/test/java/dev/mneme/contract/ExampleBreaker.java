// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes an example wherever its schema says something, once at a time: in place, then copied,
 * then back.
 *
 * @param broken takes what the schema forbids
 * @param edges takes what the schema just allows
 */
record ExampleBreaker(
    JsonNode document,
    EventType type,
    ObjectNode payload,
    List<Changed> broken,
    List<Changed> edges) {
  private static final JsonMapper JSON = new JsonMapper();

  /** One example with one thing changed at {@code field}. */
  record Changed(EventType type, String field, String how, JsonNode payload) {
    @Override
    public String toString() {
      return type.type() + ": " + field + ", " + how;
    }
  }

  void breakObject(JsonNode schema, ObjectNode object, String path) {
    List<String> required = AsyncApi.texts(schema.path("required"));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = property.getKey();
      String field = path + "." + name;
      JsonNode good = object.path(name);
      assertThat(good.isMissingNode()).as("%s is in the example", field).isFalse();
      if (required.contains(name)) {
        put(object, name, null, field, "missing");
        put(object, name, JSON.nullNode(), field, "null");
      }
      put(
          object,
          name,
          good.isObject() ? JSON.createArrayNode() : JSON.createObjectNode(),
          field,
          "other type");
      breakValue(property.getValue(), object, name, field);
    }
  }

  private void breakValue(JsonNode property, ObjectNode object, String name, String field) {
    JsonNode schema = AsyncApi.resolved(document, property.path("allOf").path(0));
    if (schema.has("properties")) {
      breakObject(schema, (ObjectNode) object.path(name), field);
    } else if (schema.has("enum")) {
      put(object, name, text("no such"), field, "unknown constant");
    }
    for (Map.Entry<String, JsonNode> rule : property.properties()) {
      JsonNode edge = edge(rule.getKey(), rule.getValue());
      if (edge != null) {
        JsonNode good = object.path(name);
        object.set(name, edge);
        edges.add(new Changed(type, field, rule.getKey(), payload.deepCopy()));
        object.set(name, good);
      }
      JsonNode bad = bad(rule.getKey(), rule.getValue());
      if (bad != null) {
        put(object, name, bad, field, rule.getKey().equals("format") ? "uri" : rule.getKey());
      }
    }
    if (property.has("items")) {
      breakItems(AsyncApi.resolved(document, property.path("items")), object.path(name), field);
    }
  }

  private void breakItems(JsonNode schema, JsonNode array, String field) {
    assertThat(array.size()).as("%s in the example", field).isPositive();
    if (schema.has("properties")) {
      breakObject(schema, (ObjectNode) array.get(0), field + "[0]");
    } else {
      JsonNode good = ((ArrayNode) array).get(0);
      ((ArrayNode) array).set(0, text("no such"));
      note(field + "[0]", "unknown constant");
      ((ArrayNode) array).set(0, good);
    }
  }

  /** A value against the rule, or {@code null} where the rule forbids no value of the type. */
  private static @Nullable JsonNode bad(String rule, JsonNode limit) {
    return switch (rule) {
      case "minimum" -> JSON.valueToTree(limit.asLong() - 1);
      case "maximum" -> JSON.valueToTree(limit.asLong() + 1);
      case "minLength" -> text("x".repeat(limit.asInt() - 1));
      case "maxLength" -> text("x".repeat(limit.asInt() + 1));
      case "pattern" -> text(" ");
      case "minItems" -> JSON.createArrayNode();
      case "contentEncoding" -> text("not base64!");
      case "format" -> limit.asString().equals("uri") ? text("/not/absolute") : null;
      case "type", "description", "allOf", "items", "uniqueItems" -> null;
      default -> throw new AssertionError("a rule that is not tried: " + rule);
    };
  }

  /** The last value that the rule allows, if there is one. */
  private static @Nullable JsonNode edge(String rule, JsonNode limit) {
    return switch (rule) {
      case "minimum", "maximum" -> limit;
      case "minLength", "maxLength" -> text("x".repeat(limit.asInt()));
      default -> null;
    };
  }

  private static JsonNode text(String value) {
    return JSON.valueToTree(value);
  }

  private void put(
      ObjectNode object, String name, @Nullable JsonNode bad, String field, String how) {
    JsonNode good = object.path(name);
    if (bad == null) {
      object.remove(name);
    } else {
      object.set(name, bad);
    }
    note(field, how);
    object.set(name, good);
  }

  private void note(String field, String how) {
    broken.add(new Changed(type, field, how, payload.deepCopy()));
  }
}
