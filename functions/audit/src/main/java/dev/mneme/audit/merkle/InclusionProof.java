// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import java.util.List;

/**
 * That a leaf is in a tree: its index, the tree's size, and the hashes beside its way to the root,
 * from the leaf upwards.
 */
public record InclusionProof(long index, long size, List<Hash> path) {
  /** Keeps a copy of the path. */
  public InclusionProof {
    path = List.copyOf(path);
  }

  /** Whether the path leads from this leaf to this root (RFC 9162 section 2.1.3.2). */
  public boolean proves(Hash leaf, Hash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    Hash hash = leaf;
    for (Hash sibling : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        hash = Rfc6962.node(sibling, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        hash = Rfc6962.node(hash, sibling);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && hash.equals(root);
  }
}
