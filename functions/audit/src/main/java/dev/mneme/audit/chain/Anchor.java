// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.TreeHead;

/**
 * A tree head that stands on a chain, and where to find it there.
 *
 * @param size leaves in the log
 * @param root Merkle tree hash over them
 * @param chainId EIP-155 chain id
 * @param contract address of the anchor contract, {@code 0x} and 40 hexadecimal digits
 * @param transaction hash of the transaction that anchored it, {@code 0x} and 64 digits
 * @param block number of its block
 */
public record Anchor(
    long size, Hash root, long chainId, String contract, String transaction, long block) {
  /** What was anchored. */
  public TreeHead head() {
    return new TreeHead(size, root);
  }
}
