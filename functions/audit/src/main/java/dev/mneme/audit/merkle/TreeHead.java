// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

/** A whole tree in two values: how many leaves it has, and the root over them. */
public record TreeHead(long size, Hash root) {
  /** Checks the range. */
  public TreeHead {
    if (size < 0) {
      throw new IllegalArgumentException("size: got %d, expected 0 or more".formatted(size));
    }
  }
}
