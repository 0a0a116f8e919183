// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.http;

/** An answer has more bytes than its reader takes. */
public final class BodyTooLargeException extends RuntimeException {
  private final long bytes;

  BodyTooLargeException(long bytes, long most) {
    super("an answer of " + bytes + " bytes, more than " + most);
    this.bytes = bytes;
  }

  /** How many; of an answer that does not say so, how many came before the reader stopped. */
  public long bytes() {
    return bytes;
  }
}
