// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.UserKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** The indexes of the users who asked last; the one unused for longest goes first. */
final class UserIndexes {
  private final MemoryReader reader;
  private final Map<UserKey, UserIndex> indexes;

  /**
   * @param most users kept at the same time, 1 or more
   */
  UserIndexes(MemoryReader reader, int most) {
    this.reader = reader;
    this.indexes =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<UserKey, UserIndex> eldest) {
            return size() > most;
          }
        };
  }

  synchronized UserIndex of(UserKey owner) {
    return indexes.computeIfAbsent(owner, key -> new UserIndex(key, reader));
  }
}
