// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** RFC 3986, and as signatures of AWS want it: all but unreserved characters, in upper case. */
public final class PercentEncoding {
  private static final String UNRESERVED = "-._~";
  private static final String HEX = "0123456789ABCDEF";

  private PercentEncoding() {}

  /** A name or value of a query. */
  public static String value(String text) {
    return encoded(text, UNRESERVED);
  }

  /** A whole query, in the order of the map; with its question mark, or empty for none. */
  public static String query(Map<String, String> parameters) {
    StringBuilder query = new StringBuilder();
    for (Map.Entry<String, String> one : parameters.entrySet()) {
      query
          .append(query.isEmpty() ? '?' : '&')
          .append(value(one.getKey()))
          .append('=')
          .append(value(one.getValue()));
    }
    return query.toString();
  }

  /** Steps of a path; a slash stands between them. */
  public static String path(String text) {
    return encoded(text, UNRESERVED + "/");
  }

  private static String encoded(String text, String kept) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xFF);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || kept.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
      }
    }
    return encoded.toString();
  }
}
