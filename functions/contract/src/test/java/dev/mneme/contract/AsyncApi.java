// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code eventing/asyncapi.yaml}, and how names of the code are written in it. */
final class AsyncApi {
  static final String SCHEMAS = "#/components/schemas/";

  /** What a publisher sends, as {@code capture} accepts it. */
  static final Set<EventType> FROM_OUTSIDE =
      Set.of(
          EventType.AUDIO_CAPTURED,
          EventType.TEXT_CAPTURED,
          EventType.CONSENT_GRANTED,
          EventType.CONSENT_WITHDRAWN,
          EventType.ERASURE_REQUESTED);

  /** The attributes of CloudEvents itself that every event has. */
  static final List<String> ATTRIBUTES =
      List.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype");

  /** Where the tests run: the folder of this module. */
  private static final Path EVENTING = Path.of("..", "..", "eventing");

  private static final JsonMapper JSON = new JsonMapper();

  private AsyncApi() {}

  static JsonNode document() throws IOException {
    return yaml("asyncapi.yaml");
  }

  static JsonNode routes() throws IOException {
    return yaml("topology/manifests/routes.yaml").path("routes");
  }

  /** The node that {@code node} refers to, or {@code node} itself. */
  static JsonNode resolved(JsonNode document, JsonNode node) {
    return node.has("$ref") ? document.at(text(node, "$ref").substring(1)) : node;
  }

  /** The type's name as a key, such as {@code modelTrainingRequested}. */
  static String key(EventType type) {
    String name = PayloadRecords.nameFor(type);
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** The only example of a type. */
  static JsonNode example(JsonNode document, EventType type) {
    JsonNode examples = document.at("/components/messages/" + key(type) + "/examples");
    if (examples.size() != 1) {
      throw new AssertionError(type + " has " + examples.size() + " examples, not one");
    }
    return examples.get(0);
  }

  /** The names of all headers that a message may have. */
  static Stream<String> headers(JsonNode document, EventType type) {
    return Stream.of("messageTraits/cloudEvent", "messages/" + key(type))
        .map(at -> document.at("/components/" + at + "/headers/properties"))
        .flatMap(properties -> keys(properties).stream())
        .distinct();
  }

  static byte[] bytes(JsonNode node) {
    return JSON.writeValueAsBytes(node);
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asString();
  }

  static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  static List<String> keys(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  /** Every value of {@code $ref}, however deep. */
  static Stream<String> references(JsonNode node) {
    return node.has("$ref")
        ? Stream.of(text(node, "$ref"))
        : node.valueStream().flatMap(AsyncApi::references);
  }

  static List<EventType> typesWithData() {
    return Arrays.stream(EventType.values())
        .filter(type -> type != EventType.AUDIO_CAPTURED)
        .toList();
  }

  private static JsonNode yaml(String file) throws IOException {
    Object tree = new Yaml().load(Files.readString(EVENTING.resolve(file)));
    return JSON.valueToTree(Objects.requireNonNull(tree, file));
  }
}
