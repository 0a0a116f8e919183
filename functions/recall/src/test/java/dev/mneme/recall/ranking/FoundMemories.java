// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Found memories for tests. */
final class FoundMemories {
  private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

  private FoundMemories() {}

  /** A memory so many minutes into the morning. */
  static Found at(long position, long minutes, double words, double nearness, String... people) {
    return new Found(
        "memory-" + position,
        position,
        MORNING.plus(Duration.ofMinutes(minutes)),
        List.of(people),
        words,
        nearness);
  }
}
