// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.time.Instant;

/**
 * What one of the two said.
 *
 * @param position in the conversation, from 1
 * @param text with the caption of what was shown, if anything was
 */
record Turn(String id, long position, Instant said, String speaker, String text) {
  /** As it is searched: a turn without its speaker says "I" of anybody. */
  String spoken() {
    return speaker + ": " + text;
  }
}
