/**
 * The function {@code audit}: every change becomes a leaf of a Merkle log, every batch a tree head
 * on a public chain. Beside it stand the endpoints from which a person gets the proof.
 */
@NullMarked
package dev.mneme.audit;

import org.jspecify.annotations.NullMarked;
