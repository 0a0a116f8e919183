// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.Problem;
import dev.mneme.contract.settings.Settings;
import dev.mneme.identity.TestIssuer;
import dev.mneme.runtime.Endpoint;
import java.io.IOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds {@code openapi.yaml} to the code: every endpoint, every record and every component. */
class OpenApiTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SCHEMAS = "#/components/schemas/";
  private static final Path CLASSES = Path.of("target", "classes");

  /** What a schema says beside its type. */
  private static final Set<String> BESIDE_TYPE =
      Set.of(
          "description",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "pattern",
          "default");

  private static final Map<Class<?>, String> SIMPLE =
      Map.of(
          String.class, "{\"type\":\"string\"}",
          URI.class, "{\"type\":\"string\",\"format\":\"uri\"}",
          Instant.class, "{\"type\":\"string\",\"format\":\"date-time\"}",
          LocalDate.class, "{\"type\":\"string\",\"format\":\"date\"}",
          int.class, "{\"type\":\"integer\",\"format\":\"int32\"}",
          Integer.class, "{\"type\":\"integer\",\"format\":\"int32\"}",
          long.class, "{\"type\":\"integer\",\"format\":\"int64\"}",
          double.class, "{\"type\":\"number\",\"format\":\"double\"}",
          Double.class, "{\"type\":\"number\",\"format\":\"double\"}",
          boolean.class, "{\"type\":\"boolean\"}");

  private static JsonNode document;

  @BeforeAll
  static void read() throws IOException {
    Object tree = new Yaml().load(Files.readString(Path.of("openapi.yaml")));
    document = JSON.valueToTree(tree);
  }

  @Test
  void everyEndpointIsDescribedAndNoOther() {
    // Given
    Set<String> described = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

    // Then
    assertThat(document.path("openapi").asString()).startsWith("3.1.");
    assertThat(described).isEqualTo(endpoints());
  }

  @Test
  void everyOperationNeedsATokenAndNamesNobody() {
    assertThat(document.path("security").path(0).has("token")).isTrue();
    assertThat(document.path("paths").findValues("security")).isEmpty();
    for (JsonNode parameter : document.path("paths").findValues("parameters")) {
      assertThat(parameter.findValuesAsString("name")).doesNotContain("tenant", "user", "userid");
    }
  }

  @Test
  void everyReferenceLeadsSomewhereAndEverySchemaIsReferredTo() {
    // Given
    List<String> references = references(document).distinct().toList();

    // Then
    assertThat(references)
        .allSatisfy(to -> assertThat(document.at(to.substring(1)).isMissingNode()).isFalse());
    assertThat(references.stream().filter(to -> to.startsWith(SCHEMAS)))
        .containsExactlyInAnyOrderElementsOf(
            schemas().keySet().stream().map(name -> SCHEMAS + name).toList());
  }

  @Test
  void schemasHaveTheComponentsOfTheirRecords() throws Exception {
    Map<String, Class<?>> classes = classes();
    for (Map.Entry<String, JsonNode> schema : schemas().entrySet()) {
      assertThat(classes).containsKey(schema.getKey());
      Class<?> kind = Objects.requireNonNull(classes.get(schema.getKey()));
      if (kind.isEnum()) {
        assertThat(texts(schema.getValue().path("enum")))
            .as(schema.getKey())
            .containsExactlyElementsOf(
                Stream.of(kind.getEnumConstants()).map(Object::toString).toList());
      } else {
        assertRecord(schema.getKey(), schema.getValue(), kind);
      }
    }
  }

  @Test
  void everythingIsDescribedInASentence() {
    schemas()
        .forEach(
            (name, schema) ->
                assertThat(schema.path("description").asString()).as(name).endsWith("."));
  }

  private static void assertRecord(String name, JsonNode schema, Class<?> kind) {
    List<RecordComponent> components = List.of(kind.getRecordComponents());
    assertThat(schema.path("properties").propertyNames())
        .as(name)
        .containsExactlyElementsOf(components.stream().map(RecordComponent::getName).toList());
    assertThat(texts(schema.path("required")))
        .as(name)
        .containsExactlyElementsOf(
            components.stream()
                .filter(c -> !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .toList());
    for (RecordComponent component : components) {
      JsonNode property = schema.path("properties").path(component.getName());
      assertThat(bare(property))
          .as("%s.%s", name, component.getName())
          .isEqualTo(JSON.readTree(expected(component)));
    }
  }

  private static JsonNode bare(JsonNode property) {
    ObjectNode bare = (ObjectNode) property.deepCopy();
    bare.remove(BESIDE_TYPE);
    return bare;
  }

  private static String expected(RecordComponent component) {
    Class<?> type = component.getType();
    if (Collection.class.isAssignableFrom(type)) {
      return "{\"type\":\"array\",\"items\":" + one(argument(component, 0)) + "}";
    }
    if (Map.class.isAssignableFrom(type)) {
      return "{\"type\":\"object\",\"additionalProperties\":"
          + one(argument(component, 1))
          + ",\"propertyNames\":"
          + one(argument(component, 0))
          + "}";
    }
    return one(type);
  }

  private static String one(Class<?> type) {
    String simple = SIMPLE.get(type);
    return simple != null ? simple : "{\"$ref\":\"" + SCHEMAS + name(type) + "\"}";
  }

  private static Class<?> argument(RecordComponent component, int place) {
    return (Class<?>)
        ((AnnotatedParameterizedType) component.getAnnotatedType())
            .getAnnotatedActualTypeArguments()[place].getType();
  }

  private static String name(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  /** All records and enums that are compiled here, and those of the contract, by name. */
  private static Map<String, Class<?>> classes() throws Exception {
    Map<String, Class<?>> classes = new HashMap<>();
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .forEach(names::add);
    }
    for (String contract : List.of("Problem", "FieldError", "LifeCategory", "MemoryKind")) {
      names.add(Problem.class.getPackageName() + "." + contract);
    }
    for (String name : names) {
      Class<?> type = Class.forName(name, false, OpenApiTest.class.getClassLoader());
      if (type.isRecord() || type.isEnum()) {
        classes.put(name(type), type);
      }
    }
    return classes;
  }

  private static Map<String, JsonNode> schemas() {
    return document.at("/components/schemas").properties().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
  }

  private static Stream<String> references(JsonNode node) {
    return node.has("$ref")
        ? Stream.of(node.path("$ref").asString())
        : node.valueStream().flatMap(OpenApiTest::references);
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private static Set<String> endpoints() {
    try (TestIssuer issuer = TestIssuer.start();
        GenericApplicationContext context = new GenericApplicationContext()) {
      Map<String, String> environment = new HashMap<>(issuer.environment());
      environment.put("MNEME_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/postgres");
      environment.put("MNEME_POSTGRES_USER", "nobody");
      environment.put("MNEME_POSTGRES_PASSWORD", "unused");
      environment.put("MNEME_OPENSEARCH_URL", "http://127.0.0.1:1");
      Settings settings = Settings.from(environment);
      context.getBeanFactory().registerSingleton("settings", settings);
      context.register(new RecallConfiguration(settings));
      context.refresh();
      return context.getBeansOfType(Endpoint.class).values().stream()
          .map(endpoint -> endpoint.method() + " " + endpoint.path())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
