// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** Reads the body of an answer, all of it or none. */
record Intake(Deadline deadline, long most) {
  private static final int FIRST = 8 << 10;

  /**
   * The body.
   *
   * @param length as announced; -1 if it was not
   * @throws BodyTooLargeException if it is longer than allowed; what says so ahead is not read
   * @throws EOFException if it ended early, which the JDK does not tell
   */
  byte[] read(InputStream in, long length) throws IOException {
    if (length > most) {
      throw new BodyTooLargeException(length, most);
    }
    byte[] body = new byte[length < 0 ? FIRST : Math.toIntExact(length)];
    int bytes = 0;
    while (length < 0 || bytes < length) {
      if (bytes == body.length) {
        body = Arrays.copyOf(body, Math.multiplyExact(bytes, 2));
      }
      int more = in.read(body, bytes, body.length - bytes);
      if (more < 0) {
        break;
      }
      bytes += more;
      if (bytes > most) {
        throw new BodyTooLargeException(bytes, most);
      }
      if (deadline.over()) {
        throw new SocketTimeoutException("the answer had not ended in time");
      }
    }
    if (bytes < length) {
      throw new EOFException("an answer of " + length + " bytes ended after " + bytes);
    }
    return bytes == body.length ? body : Arrays.copyOf(body, bytes);
  }
}
