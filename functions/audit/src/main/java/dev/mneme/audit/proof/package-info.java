/**
 * Proofs for people outside: what the log hands out about one user's memory, and how anybody with
 * access to the chain checks it. The verifier trusts neither the log nor the proof.
 */
@NullMarked
package dev.mneme.audit.proof;

import org.jspecify.annotations.NullMarked;
