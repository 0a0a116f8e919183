// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.search.IndexEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the index holds, page by page. */
final class Listing {
  private static final String PATH = "/" + IndexSetup.ALIAS + "/_search";
  private static final String OWNERS = "owners";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Calls calls;

  Listing(Calls calls) {
    this.calls = calls;
  }

  List<IndexEntry> entries(UserKey owner, @Nullable String after, int most) {
    ObjectNode search = Clauses.search(Clauses.passing(Clauses.owner(owner)), most);
    search.putArray("docvalue_fields").add(Fields.ID).add(Fields.FINGERPRINT);
    search.putArray("sort").add(Fields.ID);
    if (after != null) {
      search.putArray("search_after").add(after);
    }
    JsonNode answer =
        calls.json("POST", PATH, Map.of("routing", Fields.routing(owner)), Calls.bytes(search));
    List<IndexEntry> entries = new ArrayList<>();
    for (JsonNode hit : answer.path("hits").path("hits")) {
      JsonNode fields = hit.path("fields");
      entries.add(
          new IndexEntry(
              fields.path(Fields.ID).path(0).asString(),
              fields.path(Fields.FINGERPRINT).path(0).asString()));
    }
    return entries;
  }

  List<UserKey> owners(@Nullable UserKey after, int most) {
    ObjectNode search = JSON.createObjectNode();
    search.put("size", 0).put("track_total_hits", false);
    ObjectNode composite = search.putObject("aggs").putObject(OWNERS).putObject("composite");
    composite.put("size", most);
    ArrayNode sources = composite.putArray("sources");
    for (String field : List.of(Fields.TENANT, Fields.USER)) {
      sources.addObject().putObject(field).putObject("terms").put("field", field);
    }
    if (after != null) {
      composite
          .putObject("after")
          .put(Fields.TENANT, after.tenant())
          .put(Fields.USER, after.user());
    }
    JsonNode answer = calls.json("POST", PATH, Map.of(), Calls.bytes(search));
    List<UserKey> owners = new ArrayList<>();
    for (JsonNode bucket : answer.path("aggregations").path(OWNERS).path("buckets")) {
      JsonNode key = bucket.path("key");
      owners.add(new UserKey(key.path(Fields.TENANT).asString(), key.path(Fields.USER).asString()));
    }
    return owners;
  }
}
