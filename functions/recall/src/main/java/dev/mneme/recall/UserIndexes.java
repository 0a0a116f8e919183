// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.UserKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The indexes of the users who asked last. They may grow while they are used; {@link #trim} then
 * drops those unused for longest. Thread-safe.
 */
final class UserIndexes {
  private final MemoryReader reader;
  private final long most;
  private final Map<UserKey, UserIndex> leastRecentFirst = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param most vectors kept between requests, of all users together
   */
  UserIndexes(MemoryReader reader, long most) {
    this.reader = reader;
    this.most = most;
  }

  synchronized UserIndex of(UserKey owner) {
    return leastRecentFirst.computeIfAbsent(owner, key -> new UserIndex(key, reader));
  }

  /** Drops indexes until the rest is within bounds; an empty one counts as one vector. */
  synchronized void trim() {
    long sum = leastRecentFirst.values().stream().mapToLong(UserIndexes::weight).sum();
    Iterator<UserIndex> indexes = leastRecentFirst.values().iterator();
    while (sum > most && indexes.hasNext()) {
      sum -= weight(indexes.next());
      indexes.remove();
    }
  }

  /** How many users have an index. */
  synchronized int users() {
    return leastRecentFirst.size();
  }

  private static long weight(UserIndex index) {
    return Math.max(1, index.size());
  }
}
