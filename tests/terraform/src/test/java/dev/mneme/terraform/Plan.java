// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What terraform would make.
 *
 * @param outputs by name, as far as they are known before apply
 */
record Plan(List<Resource> resources, JsonNode outputs) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A resource that would be made.
   *
   * @param after its attributes, without those that AWS gives
   * @param unknown true for the attributes that AWS gives
   */
  record Resource(String address, String type, JsonNode after, JsonNode unknown) {

    /** At a JSON pointer below the attributes. */
    JsonNode at(String pointer) {
      return after.at(pointer);
    }

    boolean isOneOf(String... types) {
      return Set.of(types).contains(type);
    }

    /** Whether the resource has the attribute, and neither code nor AWS gives it a value. */
    boolean leavesOut(String attribute) {
      boolean given = after.hasNonNull(attribute) || unknown.path(attribute).asBoolean(false);
      return (after.has(attribute) || unknown.has(attribute)) && !given;
    }

    /** Statements of an attribute that holds a policy; none if it has no value. */
    Stream<JsonNode> statements(String attribute) {
      String text = after.path(attribute).asString("");
      return text.startsWith("{") ? stream(JSON.readTree(text).path("Statement")) : Stream.empty();
    }
  }

  /** Out of the event that {@code terraform test -json -verbose} gives for a run. */
  static Plan of(JsonNode event) {
    JsonNode plan = event.path("test_plan");
    List<Resource> resources =
        stream(plan.path("resource_changes"))
            .filter(resource -> resource.path("mode").asString().equals("managed"))
            .map(
                resource ->
                    new Resource(
                        resource.path("address").asString(),
                        resource.path("type").asString(),
                        resource.path("change").path("after"),
                        resource.path("change").path("after_unknown")))
            .toList();
    return new Plan(resources, plan.path("output_changes"));
  }

  Stream<Resource> every(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type));
  }

  JsonNode output(String name) {
    return outputs.path(name).path("after");
  }

  /** Elements of an array, or the one value that is none. */
  static Stream<JsonNode> stream(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false)
        : Optional.of(node).filter(n -> !n.isMissingNode() && !n.isNull()).stream();
  }

  /** Those elements of an array that are text, or the one text that is no array. */
  static List<String> texts(JsonNode node) {
    return stream(node).filter(JsonNode::isString).map(JsonNode::asString).toList();
  }
}
