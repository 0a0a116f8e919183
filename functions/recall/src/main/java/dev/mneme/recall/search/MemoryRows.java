// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is true of one user's memories, whatever an index says. Every method throws {@link
 * TryLaterException} if the store is away.
 */
interface MemoryRows {
  /**
   * What there is to search.
   *
   * @param moment what was known then; {@code null} for now
   * @throws NoConsentException if the owner withdrew the consent to recall
   */
  Standing standing(UserKey owner, @Nullable Instant moment);

  /** Those of the memories that exist. */
  List<Place> places(UserKey owner, Collection<String> ids);

  /** Those of the memories that exist, by id. */
  Map<String, StoredMemory> memories(UserKey owner, Collection<String> ids);
}
