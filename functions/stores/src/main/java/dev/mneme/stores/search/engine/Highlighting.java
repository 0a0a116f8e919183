// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.contract.UserKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The passages of memories that have some words. */
final class Highlighting {
  private static final String PATH = "/" + IndexSetup.ALIAS + "/_search";

  private final Calls calls;

  Highlighting(Calls calls) {
    this.calls = calls;
  }

  Map<String, List<String>> of(UserKey owner, String words, Collection<String> ids) {
    ArrayNode these = Clauses.owner(owner);
    Clauses.anyOf(these, Fields.ID, ids);
    ObjectNode search = Clauses.search(Clauses.words(words, these), ids.size());
    Clauses.highlight(search);
    JsonNode answer =
        calls.json("POST", PATH, Map.of("routing", Fields.routing(owner)), Calls.bytes(search));
    Map<String, List<String>> highlights = new HashMap<>();
    for (JsonNode hit : answer.path("hits").path("hits")) {
      List<String> passages = new ArrayList<>();
      hit.path("highlight").path(Fields.TEXT).forEach(text -> passages.add(text.asString()));
      highlights.put(hit.path("fields").path(Fields.ID).path(0).asString(), passages);
    }
    return highlights;
  }
}
