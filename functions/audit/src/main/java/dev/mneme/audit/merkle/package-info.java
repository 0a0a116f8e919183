/**
 * The Merkle tree of RFC 6962 and RFC 9162: leaf and node hashes, roots, inclusion and consistency
 * proofs, as pure values and functions. Nothing here knows where nodes are kept or what a leaf
 * means, so that a third party can verify a proof with this package alone.
 */
@NullMarked
package dev.mneme.audit.merkle;

import org.jspecify.annotations.NullMarked;
