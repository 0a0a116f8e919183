// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which memories a search is about; what is {@code null} or empty does not restrict. Between the
 * parts stands "and", within a set "or".
 *
 * @param from earliest occurrence, inclusive
 * @param until latest occurrence, exclusive
 * @param asOf greatest position, inclusive: what was there at a moment is what had been persisted
 *     by then, and Postgres knows which position was the last
 * @param people names, compared without regard to case
 */
public record MemoryFilter(
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable Long asOf,
    Set<String> categories,
    Set<String> kinds,
    Set<String> people,
    Set<String> sources) {
  /** Everything. */
  public static final MemoryFilter NONE =
      new MemoryFilter(null, null, null, Set.of(), Set.of(), Set.of(), Set.of());

  public MemoryFilter {
    categories = Set.copyOf(categories);
    kinds = Set.copyOf(kinds);
    people = Set.copyOf(people);
    sources = Set.copyOf(sources);
  }
}
