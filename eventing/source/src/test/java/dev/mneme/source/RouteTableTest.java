// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.topology.Route;
import dev.mneme.topology.Topology;
import dev.mneme.topology.TopologyException;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The README's table of a route's fields has a row for each field that there is, and no other; the
 * defaults are those of a route that says nothing, and the ranges are where values are refused.
 */
class RouteTableTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, List<String>> TABLE = Readme.table("A route's fields");
  private static final Pattern FROM = Pattern.compile("(from|more than) (\\d+)(ms|s)?");

  @TempDir private Path directory;

  @Test
  void everyFieldHasItsRow() {
    assertThat(TABLE.keySet()).containsExactlyInAnyOrderElementsOf(fields("", Route.class));
    assertThat(TABLE).allSatisfy((field, cells) -> assertThat(cells.get(3)).isNotBlank());
  }

  @Test
  void theDefaultsAreThoseOfARouteThatSaysNothing() throws Exception {
    // Given
    Map<String, String> defaults = new TreeMap<>();
    collect("", least(), defaults);

    // Then
    for (Map.Entry<String, List<String>> row : TABLE.entrySet()) {
      if (!row.getValue().getFirst().equals("required")) {
        assertThat(row.getValue().getFirst())
            .as(row.getKey())
            .isEqualTo(defaults.get(row.getKey()));
      }
    }
  }

  static Stream<String> required() {
    return TABLE.entrySet().stream()
        .filter(row -> row.getValue().getFirst().equals("required"))
        .map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("required")
  void aRequiredFieldIsMissed(String field) {
    ObjectNode file = file();
    holder(file, field).remove(last(field));
    assertThatExceptionOfType(TopologyException.class)
        .isThrownBy(() -> read(file))
        .withMessageContaining(last(field));
  }

  static Stream<String> ranged() {
    return TABLE.entrySet().stream()
        .filter(row -> FROM.matcher(row.getValue().get(2)).matches())
        .map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("ranged")
  void theRangeIsWhereValuesAreRefused(String field) throws Exception {
    // Given
    Matcher from = FROM.matcher(TABLE.getOrDefault(field, List.of("", "", "")).get(2));
    assertThat(from.matches()).isTrue();
    long least = Long.parseLong(from.group(2)) + (from.group(1).equals("from") ? 0 : 1);
    String unit = from.group(3);

    // Then
    assertThat(read(with(field, least, unit))).hasSize(1);
    if (least > 0) {
      assertThatExceptionOfType(TopologyException.class)
          .isThrownBy(() -> read(with(field, least - 1, unit)))
          .withMessageContaining(field.startsWith("tenants") ? last(field) : first(field));
    }
  }

  @Test
  void everyNumberAndDurationHasARange() {
    assertThat(numbers("", Route.class)).isNotEmpty().isSubsetOf(ranged().toList());
  }

  /** A file with one route that says as little as it may, and one tenant. */
  private static ObjectNode file() {
    return (ObjectNode)
        JSON.readTree(
            """
            {"tenants": [{"name": "acme"}],
             "routes": [{"name": "r", "stream": "s", "consumers": ["c"],
                         "consumes": ["com.example.photo.uploaded.v1"],
                         "concurrency": {"most": 9}, "backoff": {"most": "9h"}, "batch": {}}]}
            """);
  }

  private Route least() throws IOException {
    ObjectNode file = file();
    ((ObjectNode) file.get("routes").get(0)).remove(List.of("concurrency", "backoff", "batch"));
    return read(file).getFirst();
  }

  private static ObjectNode with(String field, long value, @Nullable String unit) {
    ObjectNode file = file();
    if (unit == null) {
      holder(file, field).put(last(field), value);
    } else {
      holder(file, field).put(last(field), value + unit);
    }
    if (field.endsWith(".most")) {
      // The least may not be more than it.
      holder(file, field).put(unit == null ? "least" : "first", unit == null ? "1" : "1ms");
    }
    return file;
  }

  private static ObjectNode holder(ObjectNode file, String field) {
    ObjectNode route = (ObjectNode) file.get("routes").get(0);
    if (field.startsWith("tenants.")) {
      return (ObjectNode) file.get("tenants").get(0);
    }
    return field.contains(".") ? (ObjectNode) route.get(first(field)) : route;
  }

  private List<Route> read(ObjectNode file) throws IOException {
    Path path = directory.resolve("routes.yaml");
    // JSON is YAML.
    return Topology.routes(Files.writeString(path, JSON.writeValueAsString(file)));
  }

  private static List<String> fields(String prefix, Class<?> type) {
    List<String> names = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> part = part(component);
      String name = prefix + component.getName();
      names.addAll(part.isRecord() ? fields(name + ".", part) : List.of(name));
    }
    return names;
  }

  private static List<String> numbers(String prefix, Class<?> type) {
    List<String> names = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Class<?> part = part(component);
      String name = prefix + component.getName();
      if (part.isRecord()) {
        names.addAll(numbers(name + ".", part));
      } else if (part.isPrimitive() || part == Duration.class) {
        names.add(name);
      }
    }
    return names;
  }

  /** The type of a component, or of the elements of a list. */
  private static Class<?> part(RecordComponent component) {
    if (component.getType() == List.class
        && component.getGenericType() instanceof ParameterizedType list) {
      Type element = list.getActualTypeArguments()[0];
      return element instanceof Class<?> type ? type : component.getType();
    }
    return component.getType();
  }

  private static void collect(String prefix, Object holder, Map<String, String> values)
      throws ReflectiveOperationException {
    for (RecordComponent component : holder.getClass().getRecordComponents()) {
      @Nullable Object value = component.getAccessor().invoke(holder);
      String name = prefix + component.getName();
      if (value instanceof Record nested) {
        collect(name + ".", nested, values);
      } else if (value instanceof List<?> list && list.getFirst() instanceof Record nested) {
        collect(name + ".", nested, values);
      } else {
        values.put(name, shown(value));
      }
    }
  }

  /** As it would be written in the file. */
  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "none";
      case Duration duration when duration.toMillis() % 1000 != 0 -> duration.toMillis() + "ms";
      case Duration duration when duration.toSeconds() % 60 != 0 || duration.isZero() ->
          duration.toSeconds() + "s";
      case Duration duration -> duration.toMinutes() + "m";
      case Integer number when number == Integer.MAX_VALUE -> "unlimited";
      default -> value.toString();
    };
  }

  private static String first(String field) {
    return field.substring(0, (field + ".").indexOf('.'));
  }

  private static String last(String field) {
    return field.substring(field.lastIndexOf('.') + 1);
  }
}
