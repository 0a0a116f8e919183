// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The list of what an environment hands over, {@code knative/platform.yaml}. */
final class Platform {
  private static final String FILE = "knative/platform.yaml";

  private Platform() {}

  /**
   * Keys of the ConfigMap, and whether each may be empty.
   *
   * @param kind with those that overlays/kind has besides
   */
  static Map<String, Boolean> config(boolean kind) {
    return keys("config", kind);
  }

  /** Keys of the Secret, and whether each may be absent. */
  static Map<String, Boolean> secret(boolean kind) {
    return keys("secret", kind);
  }

  /** An example for each key of the ConfigMap. */
  static Map<String, String> examples() {
    Map<String, String> examples = new TreeMap<>();
    Repository.yaml(FILE)
        .path("config")
        .forEach(entry -> examples.put(text(entry, "key"), text(entry, "example")));
    return examples;
  }

  private static Map<String, Boolean> keys(String part, boolean kind) {
    JsonNode all = Repository.yaml(FILE);
    Map<String, Boolean> keys = new TreeMap<>();
    put(all.path(part), keys);
    if (kind) {
      put(all.path("kind").path(part), keys);
    }
    return keys;
  }

  private static void put(JsonNode entries, Map<String, Boolean> keys) {
    entries.forEach(e -> keys.put(text(e, "key"), e.path("optional").asBoolean(false)));
  }

  private static String text(JsonNode entry, String field) {
    return entry.path(field).asString("");
  }
}
