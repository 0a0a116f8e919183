// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is true of one user's memories, whatever an index says. Every method throws {@link
 * TryLaterException} if the store is away.
 */
interface MemoryRows {
  /** Position of the newest memory; 0 before the first. */
  long newest(UserKey owner);

  /** Position of the newest memory that was persisted at a moment; empty before the first. */
  OptionalLong newestAt(UserKey owner, Instant moment);

  /** Version of the personal model in use at a moment, if there was one. */
  Optional<String> modelAt(UserKey owner, Instant moment);

  /** Everybody the owner speaks of, by name. */
  List<String> people(UserKey owner);

  /** Those of the memories that exist. */
  List<Place> places(UserKey owner, Collection<String> ids);

  /** Those of the memories that exist, by id. */
  Map<String, StoredMemory> memories(UserKey owner, Collection<String> ids);
}
