// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.binding;

import io.cloudevents.rw.CloudEventRWException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Attribute values as header values. The rule is the same in the CloudEvents bindings for NATS
 * (1.0.2, section 3.1.3.2) and HTTP (1.0.2, section 3.1.3.2); sdk-java's HTTP transport leaves it
 * to its user.
 */
public final class HeaderValues {
  private HeaderValues() {}

  /** Percent-encodes space, double quote, percent, and all that is not printable ASCII. */
  public static String encode(String value) {
    StringBuilder encoded = new StringBuilder(value.length());
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b <= '~' && b != '"' && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append(String.format("%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }

  /**
   * Undoes one round of quoting and one of percent-encoding.
   *
   * @throws CloudEventRWException if an escape is broken or the bytes are not UTF-8
   */
  public static String decode(String header) {
    String value = unquote(header);
    if (value.indexOf('%') < 0) {
      return value;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '%') {
        bytes.write(escaped(header, value, i));
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw CloudEventRWException.newOther("header value is not UTF-8 once decoded: " + header);
    }
  }

  private static int escaped(String header, String value, int at) {
    int high = at + 2 < value.length() ? Character.digit(value.charAt(at + 1), 16) : -1;
    int low = at + 2 < value.length() ? Character.digit(value.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0) {
      throw CloudEventRWException.newOther("broken percent-encoding in header value: " + header);
    }
    return high << 4 | low;
  }

  private static String unquote(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
  }
}
