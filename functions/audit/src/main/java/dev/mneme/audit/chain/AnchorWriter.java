// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import dev.mneme.audit.merkle.TreeHead;

/** Writes to one anchor contract, in the name of its anchorer. Thread-safe. */
public interface AnchorWriter extends AnchorReader {
  /**
   * Anchors a tree head and returns when it stands in a block. A head that is the newest already
   * stays as it is, so this may be repeated after any failure.
   *
   * @throws ChainException when the contract refuses the head (smaller than the newest, same size
   *     and another root, sender not authorised), or the chain does not answer in time
   */
  Anchor anchor(TreeHead head);
}
