// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.metrics;

import java.time.Instant;
import java.util.Optional;

/** What this process holds of one consumer; asked for at every scrape, so answered from memory. */
public interface Holdings {
  /** Messages held with their payload. */
  int held();

  /** Messages held by their place alone, to be read again when their turn comes. */
  int setAside();

  /** When the oldest of them was stored in its stream; empty if none is held. */
  Optional<Instant> oldest();

  /** Requests about them that may be open now. */
  int limit();
}
