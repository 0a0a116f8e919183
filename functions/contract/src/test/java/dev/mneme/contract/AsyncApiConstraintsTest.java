// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code eventing/asyncapi.yaml} forbids, the records refuse, and what it just allows, they
 * accept: every example is changed in every way its schema knows, once at a time.
 */
class AsyncApiConstraintsTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** One example with one thing changed at {@code field}. */
  record Changed(EventType type, String field, String how, JsonNode payload) {
    @Override
    public String toString() {
      return type.type() + ": " + field + ", " + how;
    }
  }

  static Stream<EventType> types() {
    return AsyncApi.typesWithData().stream();
  }

  static List<Changed> broken() throws IOException {
    List<Changed> broken = new ArrayList<>();
    change(broken, new ArrayList<>());
    return broken;
  }

  static List<Changed> onTheEdge() throws IOException {
    List<Changed> edges = new ArrayList<>();
    change(new ArrayList<>(), edges);
    return edges;
  }

  private static void change(List<Changed> broken, List<Changed> edges) throws IOException {
    JsonNode document = AsyncApi.document();
    for (EventType type : AsyncApi.typesWithData()) {
      ObjectNode payload = (ObjectNode) AsyncApi.example(document, type).path("payload");
      JsonNode schema = document.at("/components/schemas/" + PayloadRecords.nameFor(type));
      new Breaker(document, type, payload, broken, edges).breakObject(schema, payload, "data");
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void exampleIsRead(EventType type) throws Exception {
    // Given
    JsonNode payload = AsyncApi.example(AsyncApi.document(), type).path("payload");

    // Then
    assertThat(JSON.readTree(EventData.write(EventData.read(AsyncApi.bytes(payload), kind(type)))))
        .isEqualTo(JSON.readTree(AsyncApi.bytes(payload)));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatTheSchemaForbidsTheRecordRefuses(Changed changed) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> EventData.read(AsyncApi.bytes(changed.payload), kind(changed.type)))
        .satisfies(
            e -> assertThat(e.errors()).extracting(FieldError::field).contains(changed.field));
  }

  @ParameterizedTest
  @MethodSource("onTheEdge")
  void whatTheSchemaJustAllowsTheRecordAccepts(Changed changed) {
    // Given
    FieldErrors errors = new FieldErrors();

    // When
    try {
      EventData.read(AsyncApi.bytes(changed.payload), kind(changed.type));
    } catch (InvalidEventException e) {
      // Another field may depend on this one; only this one has to be right.
      e.errors().stream()
          .filter(error -> error.field().equals(changed.field))
          .forEach(error -> errors.check(false, error.field(), error.value(), error.expected()));
    }

    // Then
    assertThatCode(errors::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void everyKindOfConstraintIsTried() throws IOException {
    assertThat(broken().stream().map(Changed::how).distinct())
        .containsExactlyInAnyOrder(
            "missing",
            "null",
            "other type",
            "unknown constant",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "uri",
            "contentEncoding");
  }

  private static Class<? extends Payload> kind(EventType type) {
    try {
      return Class.forName("dev.mneme.contract.data." + PayloadRecords.nameFor(type))
          .asSubclass(Payload.class);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** Changes the payload in place, copies it, and changes it back. */
  private record Breaker(
      JsonNode document,
      EventType type,
      ObjectNode payload,
      List<Changed> broken,
      List<Changed> edges) {
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
}
