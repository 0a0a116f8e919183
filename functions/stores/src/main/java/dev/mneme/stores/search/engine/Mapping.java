// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The index as it is made. */
final class Mapping {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> KEYWORDS =
      List.of(
          Fields.OWNER,
          Fields.TENANT,
          Fields.USER,
          Fields.ID,
          Fields.CATEGORY,
          Fields.KIND,
          Fields.SOURCE,
          Fields.LANGUAGE,
          Fields.EMBEDDING_MODEL);

  private Mapping() {}

  /** Body of the request that makes the index, with its alias. */
  static ObjectNode index(Engine engine, String alias, int shards) {
    ObjectNode index = JSON.createObjectNode();
    index.putObject("aliases").putObject(alias);
    ObjectNode settings = engine.settings();
    settings.put("index.number_of_shards", shards);
    // A copy as soon as there is a second node to hold it.
    settings.put("index.auto_expand_replicas", "0-1");
    // Said, so that the first search after a pause need not wait for one.
    settings.put("index.refresh_interval", "1s");
    index.set("settings", settings);
    ObjectNode mappings = index.putObject("mappings");
    mappings.put("dynamic", "strict");
    mappings.putObject("_routing").put("required", true);
    mappings.set("properties", properties());
    return index;
  }

  /** Body of the request that adds a field of vectors. */
  static ObjectNode vectors(Engine engine, int dimensions) {
    ObjectNode mappings = JSON.createObjectNode();
    mappings.putObject("properties").set(Fields.vector(dimensions), engine.vectorField(dimensions));
    return mappings;
  }

  private static ObjectNode properties() {
    ObjectNode properties = JSON.createObjectNode();
    KEYWORDS.forEach(field -> properties.putObject(field).put("type", "keyword"));
    properties.putObject(Fields.POSITION).put("type", "long");
    properties.putObject(Fields.OCCURRED_AT).put("type", "long");
    properties.putObject(Fields.TEXT).put("type", "text").put("analyzer", "english");
    properties.putObject(Fields.PEOPLE).put("type", "keyword").put("normalizer", "lowercase");
    properties.putObject(Fields.FINGERPRINT).put("type", "keyword").put("index", false);
    return properties;
  }
}
