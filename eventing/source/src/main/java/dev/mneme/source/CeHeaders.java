// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.HeaderValues;

/** Attributes in HTTP headers, which sdk-java writes and reads as they are. */
final class CeHeaders {
  private static final String PREFIX = "ce-";

  private CeHeaders() {}

  static String encoded(String name, String value) {
    return attribute(name) ? HeaderValues.encode(value) : value;
  }

  static String decoded(String name, String value) {
    return attribute(name) ? HeaderValues.decode(name, value) : value;
  }

  private static boolean attribute(String name) {
    return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }
}
