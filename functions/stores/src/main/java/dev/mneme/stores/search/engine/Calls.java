// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.contract.PlainJson;
import dev.mneme.contract.TryLaterException;
import dev.mneme.stores.Outage;
import dev.mneme.stores.http.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sends requests, and tells what their answers mean. */
final class Calls {
  static final byte[] NO_BODY = new byte[0];

  /** Not let in, too slow, too busy, or no shard to serve: an operator or time will help. */
  private static final Set<Integer> PASSING = Set.of(401, 403, 408, 429, 502, 503, 504);

  private static final int FIRST_ERROR = 300;

  private final String name;
  private final EngineHttp http;

  /**
   * @param name of the engine, for errors
   */
  Calls(String name, EngineHttp http) {
    this.name = name;
    this.http = http;
  }

  /**
   * The answer's JSON.
   *
   * @throws TryLaterException if there is none, or it says that time will help
   * @throws IllegalStateException if it is a refusal
   */
  JsonNode json(String method, String path, Map<String, String> parameters, byte[] body) {
    Reply reply = reply(method, path, parameters, body);
    if (reply.status() >= FIRST_ERROR) {
      JsonNode error = error(reply);
      throw failure(method + " " + path, reply.status(), error);
    }
    return PlainJson.read(reply.body());
  }

  /**
   * The answer, unless it is an outage.
   *
   * @throws TryLaterException if there is none, or it says that time will help
   */
  Reply reply(String method, String path, Map<String, String> parameters, byte[] body) {
    try {
      Reply reply = http.send(method, path, parameters, body);
      if (PASSING.contains(reply.status())) {
        throw failure(method + " " + path, reply.status(), error(reply));
      }
      return reply;
    } catch (IOException e) {
      throw Outage.of(name, e);
    }
  }

  /** What a status and the error that came with it mean. */
  RuntimeException failure(String what, int status, JsonNode error) {
    String said = what + ": " + status + " " + error.toString();
    return PASSING.contains(status) || IndexSetup.missing(error)
        ? Outage.of(name, new IOException(said))
        : new IllegalStateException(name + " refused " + said);
  }

  static byte[] bytes(JsonNode body) {
    return PlainJson.bytes(body);
  }

  private static JsonNode error(Reply reply) {
    // A proxy in between need not speak JSON.
    return reply.body().length > 0 && reply.body()[0] == '{'
        ? PlainJson.read(reply.body()).path("error")
        : JsonNodeFactory.instance.objectNode();
  }
}
