// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.erasure;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.persist.copies.Copies;
import dev.mneme.stores.UserScope;
import org.jspecify.annotations.Nullable;

/**
 * Erases, the rows first: what has no row is shown to nobody, and what is left in the other stores
 * when one of them is away goes when the same wish is carried out again. Thread-safe.
 */
public final class Eraser {
  private final UserScope scope;
  private final Copies copies;

  public Eraser(UserScope scope, Copies copies) {
    this.scope = scope;
    this.copies = copies;
  }

  /**
   * Erases in all four stores; a wish that was carried out is not carried out again.
   *
   * @return how many memories there were
   * @throws TryLaterException if a store is away; then some may be gone, and the rest is not shown
   */
  public long erase(Erasure erasure) {
    UserKey owner = erasure.owner();
    ErasureRows.Progress progress =
        scope.call(owner, connection -> ErasureRows.erase(connection, erasure));
    if (!progress.complete()) {
      @Nullable String memory = erasure.memory();
      if (memory == null) {
        copies.removeAll(owner);
      } else {
        copies.remove(owner, memory);
      }
      scope.call(owner, connection -> ErasureRows.complete(connection, erasure));
    }
    return progress.memories();
  }
}
