// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds the schemas of {@code eventing/asyncapi.yaml} to the records, part by part. */
class AsyncApiSchemasTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** What a schema says beside its type; {@link AsyncApiConstraintsTest} holds it to the checks. */
  private static final Set<String> BESIDE_TYPE =
      Set.of(
          "description",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "pattern",
          "minItems",
          "contentEncoding");

  private static final Map<Class<?>, String> SIMPLE =
      Map.of(
          String.class, "{\"type\":\"string\"}",
          URI.class, "{\"type\":\"string\",\"format\":\"uri\"}",
          int.class, "{\"type\":\"integer\",\"format\":\"int32\"}",
          long.class, "{\"type\":\"integer\",\"format\":\"int64\"}",
          double.class, "{\"type\":\"number\",\"format\":\"double\"}",
          boolean.class, "{\"type\":\"boolean\"}");

  private static JsonNode schemas;

  @BeforeAll
  static void read() throws IOException {
    schemas = AsyncApi.document().at("/components/schemas");
  }

  @Test
  void schemasAreTheRecordsAndTheirParts() throws Exception {
    assertThat(AsyncApi.keys(schemas))
        .containsExactlyInAnyOrderElementsOf(
            reachable().stream().map(Class::getSimpleName).toList());
  }

  @Test
  void everythingIsDescribed() {
    for (JsonNode schema : schemas) {
      assertThat(AsyncApi.text(schema, "description")).endsWith(".");
      for (JsonNode property : schema.path("properties")) {
        assertThat(AsyncApi.text(property, "description")).endsWith(".");
      }
    }
  }

  @Test
  void enumsHaveTheWordsOfTheirConstants() throws Exception {
    for (Class<?> kind : reachable()) {
      if (kind.isEnum()) {
        JsonNode schema = schemas.path(kind.getSimpleName());
        assertThat(AsyncApi.text(schema, "type")).isEqualTo("string");
        assertThat(AsyncApi.texts(schema.path("enum")))
            .as(kind.getSimpleName())
            .containsExactlyElementsOf(
                Arrays.stream(kind.getEnumConstants())
                    .map(constant -> JSON.valueToTree(constant).asString())
                    .toList());
        assertThat(AsyncApi.keys(schema)).containsOnly("type", "description", "enum");
      }
    }
  }

  @Test
  void recordsHaveTheirComponents() throws Exception {
    for (Class<?> kind : reachable()) {
      if (kind.isRecord()) {
        RecordComponent[] components = kind.getRecordComponents();
        JsonNode schema = schemas.path(kind.getSimpleName());
        assertThat(AsyncApi.text(schema, "type")).isEqualTo("object");
        assertThat(AsyncApi.keys(schema))
            .containsOnly("type", "description", "required", "properties");
        assertThat(AsyncApi.keys(schema.path("properties")))
            .as(kind.getSimpleName())
            .containsExactlyElementsOf(
                Arrays.stream(components).map(RecordComponent::getName).toList());
        assertThat(AsyncApi.texts(schema.path("required")))
            .as(kind.getSimpleName())
            .containsExactlyElementsOf(
                Arrays.stream(components)
                    .filter(c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .map(RecordComponent::getName)
                    .toList());
      }
    }
  }

  @Test
  void propertiesHaveTheTypesOfTheirComponents() throws Exception {
    for (Class<?> kind : reachable()) {
      if (kind.isRecord()) {
        for (RecordComponent component : kind.getRecordComponents()) {
          ObjectNode property =
              (ObjectNode)
                  schemas
                      .path(kind.getSimpleName())
                      .path("properties")
                      .path(component.getName())
                      .deepCopy();
          property.remove(BESIDE_TYPE);
          assertThat(property).as("%s", component).isEqualTo(JSON.readTree(expected(component)));
        }
      }
    }
  }

  private static String expected(RecordComponent component) {
    Class<?> type = component.getType();
    if (Collection.class.isAssignableFrom(type)) {
      String unique = type == Set.class ? ",\"uniqueItems\":true" : "";
      return "{\"type\":\"array\",\"items\":" + reference(element(component)) + unique + "}";
    }
    String simple = SIMPLE.get(type);
    return simple != null ? simple : "{\"allOf\":[" + reference(type) + "]}";
  }

  private static String reference(Class<?> type) {
    return "{\"$ref\":\"" + AsyncApi.SCHEMAS + type.getSimpleName() + "\"}";
  }

  private static Class<?> element(RecordComponent component) {
    return (Class<?>)
        ((AnnotatedParameterizedType) component.getAnnotatedType())
            .getAnnotatedActualTypeArguments()[0].getType();
  }

  /** The payload records, and the records and enums they are made of. */
  private static Collection<Class<?>> reachable() throws Exception {
    Map<String, Class<?>> found = new LinkedHashMap<>();
    List<Class<?>> open = new ArrayList<>(PayloadRecords.all());
    while (!open.isEmpty()) {
      Class<?> kind = open.removeLast();
      if (found.put(kind.getName(), kind) == null && kind.isRecord()) {
        for (RecordComponent component : kind.getRecordComponents()) {
          Class<?> type =
              Collection.class.isAssignableFrom(component.getType())
                  ? element(component)
                  : component.getType();
          if (type.isEnum() || type.isRecord()) {
            open.add(type);
          }
        }
      }
    }
    return found.values();
  }
}
