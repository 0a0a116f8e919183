// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.PlainJson;
import dev.mneme.contract.UserKey;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Several searches among one owner's memories in one request. */
final class MultiSearch {
  private static final String PATH = "/_msearch";
  private static final int OK = 200;

  private final Calls calls;

  MultiSearch(Calls calls) {
    this.calls = calls;
  }

  /** What each of the searches found, by id, best first. */
  List<Map<String, Hit>> run(UserKey owner, List<ObjectNode> searches) {
    byte[] target =
        FieldWriter.bytes(
            header -> {
              header.put("index", IndexSetup.ALIAS);
              header.put("routing", Fields.routing(owner));
            });
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (ObjectNode search : searches) {
      lines.writeBytes(target);
      lines.write('\n');
      lines.writeBytes(PlainJson.bytes(search));
      lines.write('\n');
    }
    JsonNode answers = calls.json("POST", PATH, Map.of(), lines.toByteArray()).path("responses");
    List<Map<String, Hit>> found = new ArrayList<>(searches.size());
    for (int i = 0; i < searches.size(); i++) {
      JsonNode answer = answers.path(i);
      if (answer.path("status").asInt(OK) != OK) {
        throw calls.failure("POST " + PATH, answer.path("status").asInt(), answer.path("error"));
      }
      found.add(Hit.all(answer));
    }
    return found;
  }
}
