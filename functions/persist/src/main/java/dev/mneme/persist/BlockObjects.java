// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.Sha256;

/** Blocks as objects, written once and never over another. */
final class BlockObjects {
  private final ObjectStore store;

  BlockObjects(ObjectStore store) {
    this.store = store;
  }

  /**
   * Puts a block, or finds that it lies there.
   *
   * @throws InvalidEventException if another block lies under the memory's id
   * @throws dev.mneme.contract.TryLaterException if the store is away
   */
  void put(Block block) {
    ObjectKey key = ObjectKey.of(block.owner(), Area.MEMORIES, block.id());
    if (store.putIfAbsent(key, block.json(), "application/json")) {
      return;
    }
    boolean same =
        store
            .head(key)
            .filter(object -> object.sha256().equals(Sha256.hex(block.json())))
            .isPresent();
    if (!same) {
      throw InvalidEventException.of(
          "subject", block.id(), "the id of a memory that no other event has made");
    }
  }
}
