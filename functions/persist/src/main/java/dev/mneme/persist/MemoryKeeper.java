// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.persist.copies.Content;
import dev.mneme.persist.copies.Copies;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.UserScope.Turns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps memories in all stores. Everything happens under a lock on the progress of each owner: so
 * positions have neither gaps nor twins, and a copy without a row is nobody's.
 */
final class MemoryKeeper {
  private final UserScope scope;
  private final Copies copies;
  private final TrainingThreshold threshold;

  MemoryKeeper(UserScope scope, Copies copies, TrainingThreshold threshold) {
    this.scope = scope;
    this.copies = copies;
    this.threshold = threshold;
  }

  /**
   * Keeps what is new of each owner, in order, and finds what is there; one entry a block. Other
   * stores and Postgres are written once for all of them.
   *
   * @throws TryLaterException if the database is away; then nothing is visible
   * @throws IllegalStateException if a store refuses one of them; then nothing is visible, either
   */
  Map<UserKey, List<Kept>> keep(Map<UserKey, List<Block>> owners) {
    return scope.inTurns(turns -> keep(turns, owners));
  }

  private Map<UserKey, List<Kept>> keep(Turns turns, Map<UserKey, List<Block>> owners)
      throws SQLException {
    List<OwnerBatch> batches = new ArrayList<>();
    // In the same order everywhere, so that no two transactions wait for each other.
    for (List<UserKey> some : Groups.of(owners.keySet().stream().sorted().toList())) {
      batches.addAll(OwnerBatch.read(turns, some, owners, threshold));
    }
    Map<Content, TryLaterException> away =
        copies.put(batches.stream().flatMap(batch -> batch.placed().stream()).toList());
    Map<UserKey, List<Kept>> kept = new HashMap<>();
    List<MemoryInsert> inserts = new ArrayList<>();
    for (OwnerBatch batch : batches) {
      kept.put(batch.owner(), batch.settle(away, inserts::add));
    }
    MemoryInsert.run(turns, inserts);
    return kept;
  }
}
