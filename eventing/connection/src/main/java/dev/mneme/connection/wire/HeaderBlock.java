// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection.wire;

import java.nio.charset.StandardCharsets;

/** The headers of one message as bytes (NATS ADR-4). */
final class HeaderBlock {
  private static final byte[] VERSION = "NATS/1.0\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] STATUS = "NATS/1.0 ".getBytes(StandardCharsets.US_ASCII);

  private HeaderBlock() {}

  /**
   * Whether the client can read it: a version, then names of printable ASCII and values of ASCII
   * without line breaks, then an empty line.
   *
   * @param stored of a message from a stream; a status is the server's own word, so there it has no
   *     place
   */
  static boolean readable(byte[] block, boolean stored) {
    if (startsWith(block, STATUS)) {
      return !stored;
    }
    if (!startsWith(block, VERSION)) {
      return false;
    }
    int at = VERSION.length;
    while (at < block.length && block[at] != '\r') {
      at = afterLine(block, at);
      if (at < 0) {
        return false;
      }
    }
    return at == block.length - 2 && block[at] == '\r' && block[at + 1] == '\n';
  }

  /** Where the line after {@code name:value} begins; negative if there is no such line here. */
  private static int afterLine(byte[] block, int begin) {
    int at = begin;
    while (at < block.length && block[at] > ' ' && block[at] <= '~' && block[at] != ':') {
      at++;
    }
    if (at == begin || at >= block.length || block[at] != ':') {
      return -1;
    }
    while (at < block.length && block[at] >= 0 && block[at] != '\r' && block[at] != '\n') {
      at++;
    }
    return at + 1 < block.length && block[at] == '\r' && block[at + 1] == '\n' ? at + 2 : -1;
  }

  private static boolean startsWith(byte[] block, byte[] begin) {
    if (block.length < begin.length) {
      return false;
    }
    for (int i = 0; i < begin.length; i++) {
      if (block[i] != begin[i]) {
        return false;
      }
    }
    return true;
  }
}
