// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.stores.http.Reply;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the index when it is first needed. Two at once are one too late, which does no harm. */
final class IndexSetup {
  static final String ALIAS = "mneme-memories";
  private static final String INDEX = ALIAS + "-v1";

  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;
  private static final int SHARDS = 1;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Engine engine;
  private final Calls calls;
  private final Set<Integer> dimensions = ConcurrentHashMap.newKeySet();
  private volatile boolean there;

  IndexSetup(Engine engine, Calls calls) {
    this.engine = engine;
    this.calls = calls;
  }

  /** Sees to it that the index is there. */
  void ensure() {
    if (!there) {
      if (calls.reply("HEAD", "/_alias/" + ALIAS, Map.of(), Calls.NO_BODY).status() == NOT_FOUND) {
        create();
      }
      there = true;
    }
  }

  /** Sees to it that the index takes vectors of this length. */
  void ensure(int length) {
    ensure();
    if (length > 0 && !dimensions.contains(length)) {
      calls.json(
          "PUT", "/" + ALIAS + "/_mapping", Map.of(), Calls.bytes(Mapping.vectors(engine, length)));
      dimensions.add(length);
    }
  }

  /** Whether an error says that somebody removed the index. */
  static boolean missing(JsonNode error) {
    return error.path("type").asString("").equals("index_not_found_exception");
  }

  /** The next call looks again. */
  void forget() {
    there = false;
    dimensions.clear();
  }

  private void create() {
    Reply reply =
        calls.reply(
            "PUT", "/" + INDEX, Map.of(), Calls.bytes(Mapping.index(engine, ALIAS, SHARDS)));
    if (reply.status() >= BAD_REQUEST) {
      JsonNode error = JSON.readTree(reply.body()).path("error");
      if (!error.path("type").asString("").equals("resource_already_exists_exception")) {
        throw calls.failure("PUT /" + INDEX, reply.status(), error);
      }
    }
  }
}
