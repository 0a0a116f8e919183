// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param headers as they came
 * @param body empty if there was none
 */
public record Reply(int status, Map<String, List<String>> headers, byte[] body) {
  /** Whether the status says so. */
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** The first value of a header, named in any case. */
  public Optional<String> header(String name) {
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      // The JDK has the status line under null.
      if (name.equalsIgnoreCase(header.getKey())) {
        return Optional.of(header.getValue().getFirst());
      }
    }
    return Optional.empty();
  }
}
