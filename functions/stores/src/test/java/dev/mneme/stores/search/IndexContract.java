// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import dev.mneme.contract.UserKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A {@link MemoryIndex} and two of its owners. Each test has owners of its own. */
abstract class IndexContract {
  static final Instant MARCH = Instant.parse("2026-03-01T08:00:00Z");
  static final float[] NORTH = {1, 0, 0};
  static final float[] NORTH_EAST = {0.6f, 0.8f, 0};
  static final float[] EAST = {0, 1, 0};
  static final float[] UP = {0, 0, 1};

  final UserKey ada = new UserKey("tenant " + UUID.randomUUID(), "ada/../lovelace");
  final UserKey ines = new UserKey(ada.tenant(), "inês");

  final MemoryIndex index;

  /**
   * @param index the adapter; the same for all tests
   */
  IndexContract(MemoryIndex index) {
    this.index = index;
  }

  /** Visible when this returns. */
  final void put(IndexedMemory... memories) {
    index.put(List.of(memories));
    index.refresh();
  }

  /** Of all that words or vector find. */
  final List<String> ids(UserKey owner, String words, float[] vector) {
    return index.search(owner, query(words, vector, MemoryFilter.NONE, 100)).stream()
        .map(Candidate::id)
        .toList();
  }

  static MemoryQuery query(String words, float[] vector, MemoryFilter filter, int most) {
    return new MemoryQuery(words, () -> vector, "test", filter, most);
  }

  static IndexedMemory memory(UserKey owner, String id, String text, float[] vector) {
    return new IndexedMemory(
        owner,
        id,
        1,
        MARCH,
        text,
        "home",
        "event",
        List.of("Kenji"),
        "written",
        "en",
        vector,
        "test");
  }
}
