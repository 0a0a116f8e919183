// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import org.jspecify.annotations.Nullable;

/** The chain could not be asked, or refused; the message says which chain and why. */
public final class ChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChainException(String message) {
    super(message);
  }

  ChainException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
