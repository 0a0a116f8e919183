// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.Written;
import dev.mneme.stores.search.IndexedMemory;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Puts and removes many documents a request. */
final class Bulk {
  /** Of a request, unless one document alone is larger. */
  private static final int MOST_BYTES = 4 << 20;

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final Map<String, String> PARAMETERS =
      Map.of(
          // Else a write after somebody removed the index would make another, without the mapping.
          "require_alias", "true", "filter_path", "errors,items.*.status,items.*.error");

  private final Calls calls;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  Bulk(Calls calls) {
    this.calls = calls;
  }

  void put(List<IndexedMemory> memories) {
    for (IndexedMemory memory : memories) {
      action("index", memory.owner(), memory.id());
      line(json -> Fields.write(memory, json));
      flush(MOST_BYTES);
    }
    flush(1);
  }

  void remove(UserKey owner, Collection<String> ids) {
    for (String id : ids) {
      action("delete", owner, id);
      flush(MOST_BYTES);
    }
    flush(1);
  }

  private void action(String action, UserKey owner, String id) {
    Written target =
        json -> {
          json.put("_id", Fields.document(owner, id));
          json.put("routing", Fields.routing(owner));
        };
    line(json -> json.put(action, target));
  }

  private void line(Written object) {
    lines.writeBytes(FieldWriter.bytes(object));
    lines.write('\n');
  }

  private void flush(int from) {
    if (lines.size() >= from) {
      String path = "/" + IndexSetup.ALIAS + "/_bulk";
      JsonNode answer = calls.json("POST", path, PARAMETERS, lines.toByteArray());
      lines.reset();
      if (answer.path("errors").asBoolean()) {
        answer.path("items").forEach(item -> check(path, item));
      }
    }
  }

  private void check(String path, JsonNode item) {
    for (JsonNode result : item) {
      int status = result.path("status").asInt();
      if (status >= BAD_REQUEST && !(status == NOT_FOUND && result.path("error").isMissingNode())) {
        throw calls.failure("POST " + path, status, result.path("error"));
      }
    }
  }
}
