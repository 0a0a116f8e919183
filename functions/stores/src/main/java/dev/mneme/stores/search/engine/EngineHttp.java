// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.stores.http.Deadline;
import dev.mneme.stores.http.Limits;
import dev.mneme.stores.http.PercentEncoding;
import dev.mneme.stores.http.Reply;
import dev.mneme.stores.http.Request;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Requests to an engine, made and answered in JSON. Not by the engines' own clients: the index
 * makes its requests itself, and they would bring a second JSON library and prepare TLS for a plain
 * URL, too, together a tenth of a cold start. Thread-safe.
 */
public final class EngineHttp {
  private static final String JSON = "application/json";

  private final EngineSettings settings;
  private final String base;
  private final Limits limits;

  /** Nothing is connected before the first request. */
  public EngineHttp(EngineSettings settings) {
    this.settings = settings;
    this.base = settings.url().toString().replaceFirst("/+$", "");
    this.limits =
        new Limits(settings.timeout(), settings.timeout(), Deadline.NEVER, Integer.MAX_VALUE);
  }

  /**
   * Sends a request. When a connection that was kept breaks, the JDK sends it once more: every
   * request of the index says what shall be, so a second one changes nothing.
   *
   * @param path absolute, below the engine's URL
   * @param body JSON or lines of JSON; empty for none
   * @return the answer, whatever its status
   * @throws IOException if there is none
   */
  Reply send(String method, String path, Map<String, String> parameters, byte[] body)
      throws IOException {
    URI uri = URI.create(base + path + PercentEncoding.query(parameters));
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", JSON);
    if (body.length > 0) {
      headers.put("Content-Type", JSON);
    }
    headers.putAll(settings.authorization().headers(method, uri, body));
    return new Request(method, uri, headers, body, true).send(limits);
  }
}
