// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

/** The language model did not answer, or not to the end. */
final class ChatException extends Exception {
  ChatException(String reason) {
    super(reason);
  }

  ChatException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
