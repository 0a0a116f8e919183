// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

/**
 * The log contradicts itself or the chain: a node was changed, or the store went back to an earlier
 * state. Nothing may be appended or anchored until a person has looked.
 */
public final class LogBrokenException extends RuntimeException {
  public LogBrokenException(String message) {
    super(message);
  }
}
