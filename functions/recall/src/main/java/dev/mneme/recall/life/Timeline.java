// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.life;

import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of memories, the latest first.
 *
 * @param next where the next page begins, as parameter {@code after}; absent on the last
 */
record Timeline(List<Entry> memories, @Nullable String next) {
  /** One memory. */
  record Entry(String id, Instant time, String text, LifeCategory category, MemoryKind kind) {}
}
