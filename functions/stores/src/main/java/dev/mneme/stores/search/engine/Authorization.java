// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** How a request shows who asks. Thread-safe. */
@FunctionalInterface
public interface Authorization {
  /** For an engine that does not ask. */
  Authorization NONE = (method, uri, body) -> Map.of();

  /** One value of the header for every request. */
  static Authorization of(String value) {
    Map<String, String> headers = Map.of("Authorization", value);
    return (method, uri, body) -> headers;
  }

  /**
   * Headers to add to a request.
   *
   * @throws IOException if there is nothing to show now
   */
  Map<String, String> headers(String method, URI uri, byte[] body) throws IOException;
}
