// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.proof;

import dev.mneme.audit.log.Leaf;
import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.InclusionProof;
import java.util.List;
import java.util.Objects;

/**
 * One leaf and its way to the root.
 *
 * @param index of the leaf in the log, from 0
 * @param content exact text that is hashed, see {@link Leaf}
 * @param hash SHA-256 over the byte 0 and the content's UTF-8
 * @param path hashes beside the way to the root, from the leaf upwards
 */
public record LeafProof(long index, String content, Hash hash, List<Hash> path) {
  /** Checks that the content is there and keeps a copy of the path. */
  public LeafProof {
    Objects.requireNonNull(content, "content");
    path = List.copyOf(path);
  }

  static LeafProof of(String content, InclusionProof proof) {
    return new LeafProof(proof.index(), content, Leaf.hash(content), proof.path());
  }
}
