// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import dev.mneme.audit.merkle.TreeHead;
import java.util.Optional;

/** Reads one anchor contract; anybody may. Thread-safe. */
public interface AnchorReader {
  /**
   * The newest tree head on the chain; empty before the first.
   *
   * @throws ChainException when the chain does not answer
   */
  Optional<TreeHead> latest();

  /**
   * The anchor of exactly this size, with its transaction.
   *
   * @throws ChainException when the chain does not answer
   */
  Optional<Anchor> find(long size);
}
