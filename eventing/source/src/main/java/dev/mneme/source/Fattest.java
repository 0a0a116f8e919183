// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Which lane has most waiting, in constant time: lanes are ranked by how much waits in them, and
 * that changes by little at a time. Lanes with one event or none are not ranked, and cost nothing.
 * Guarded by the lock of {@link Lanes}.
 */
final class Fattest {
  private static final int LEAST = 2;

  private final List<LinkedHashSet<Lane>> ranks = new ArrayList<>();
  private int largest;

  /** Something came to a lane, or went from it. */
  void update(Lane lane) {
    int size = lane.waiting().events();
    if (size == lane.rank()) {
      return;
    }
    if (lane.rank() >= LEAST) {
      ranks.get(lane.rank()).remove(lane);
    }
    lane.rank(size);
    if (size >= LEAST) {
      while (ranks.size() <= size) {
        ranks.add(new LinkedHashSet<>());
      }
      ranks.get(size).add(lane);
      largest = Math.max(largest, size);
    }
  }

  /** The lane with most waiting, if one has more than {@code share}. */
  Optional<Lane> moreThan(int share) {
    while (largest >= LEAST && ranks.get(largest).isEmpty()) {
      largest--;
    }
    return largest >= LEAST && largest > share
        ? Optional.of(ranks.get(largest).getFirst())
        : Optional.empty();
  }
}
