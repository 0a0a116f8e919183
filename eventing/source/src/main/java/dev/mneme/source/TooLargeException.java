// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

/** A message is larger than the server takes; trying again cannot help. */
final class TooLargeException extends RuntimeException {
  TooLargeException(long size, long most) {
    super("message of " + size + " bytes: expected at most " + most);
  }
}
