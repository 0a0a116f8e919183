// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of what a bucket holds.
 *
 * @param keys of objects
 * @param prefixes what keys have in common up to and with the delimiter
 * @param next what asks for the page after; empty for the last one
 */
public record Listing(List<String> keys, List<String> prefixes, Optional<String> next) {
  /** What asks for a page. */
  static Map<String, String> parameters(
      String prefix, String delimiter, Optional<String> next, int most) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("list-type", "2");
    parameters.put("encoding-type", "url");
    parameters.put("max-keys", Integer.toString(most));
    parameters.put("prefix", prefix);
    if (!delimiter.isEmpty()) {
      parameters.put("delimiter", delimiter);
    }
    if (next.isPresent()) {
      parameters.put("continuation-token", next.orElseThrow());
    }
    return parameters;
  }
}
