// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Attribute values as headers. The rule is the same in the CloudEvents protocol bindings for HTTP
 * and for NATS (both 1.0.2, section 3.1.3.2). sdk-java's HTTP transport passes values as they are,
 * so whoever reads or writes binary mode over HTTP wraps them with this.
 */
public final class HeaderValues {
  private HeaderValues() {}

  /** Percent-encodes space, double quote, percent, and all that is not printable ASCII. */
  public static String encode(String value) {
    if (plain(value)) {
      return value;
    }
    StringBuilder encoded = new StringBuilder(value.length());
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (plain(b)) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format("%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }

  private static boolean plain(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (!plain(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean plain(int c) {
    return c > ' ' && c <= '~' && c != '"' && c != '%';
  }

  /**
   * Undoes one round of quoting and one of percent-encoding.
   *
   * @param name of the header, for the error
   * @throws InvalidEventException if an escape is broken or the bytes are not UTF-8
   */
  public static String decode(String name, String header) {
    String value = unquote(header);
    if (value.indexOf('%') < 0) {
      return value;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
    int i = 0;
    while (i < value.length()) {
      int c = value.codePointAt(i);
      if (c == '%') {
        bytes.write(escaped(name, value, i));
        i += 3;
      } else {
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw InvalidEventException.of(name, header, "percent-encoded UTF-8");
    }
  }

  private static int escaped(String name, String value, int at) {
    if (at + 2 >= value.length()
        || !HexFormat.isHexDigit(value.charAt(at + 1))
        || !HexFormat.isHexDigit(value.charAt(at + 2))) {
      throw InvalidEventException.of(name, value, "% followed by two hexadecimal digits");
    }
    return HexFormat.fromHexDigits(value, at + 1, at + 3);
  }

  private static String unquote(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
  }
}
