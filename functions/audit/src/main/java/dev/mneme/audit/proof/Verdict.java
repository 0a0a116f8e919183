// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.proof;

import dev.mneme.audit.chain.Anchor;

/** What a verifier found. */
public sealed interface Verdict {
  /**
   * Every leaf of the proof is in the log, and the log's root stands on the chain.
   *
   * @param anchor as read from the chain, not from the proof
   * @param leaves how many were checked, at least one
   */
  record Proven(Anchor anchor, int leaves) implements Verdict {}

  /**
   * The proof shows nothing.
   *
   * @param reason the first thing that is wrong with it
   */
  record Refuted(String reason) implements Verdict {}
}
