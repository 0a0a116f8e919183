// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

/** The topology is malformed, or cannot be applied without destroying something. */
public final class TopologyException extends RuntimeException {
  public TopologyException(String message) {
    super(message);
  }

  TopologyException(String message, Throwable cause) {
    super(message, cause);
  }
}
