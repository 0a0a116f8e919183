// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.TryLaterException;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.StoredObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Blocks as objects in S3. */
final class BlockObjects {
  private static final Logger LOG = LoggerFactory.getLogger(BlockObjects.class);

  private final ObjectStore store;

  BlockObjects(ObjectStore store) {
    this.store = store;
  }

  /**
   * Puts blocks that have no row, all at the same time.
   *
   * @return ids of those that could not be put now, with the reason
   */
  Map<String, TryLaterException> put(List<Block> blocks) {
    Map<String, Future<?>> puts = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      blocks.forEach(block -> puts.put(block.id(), threads.submit(() -> put(block))));
    }
    Map<String, TryLaterException> away = new HashMap<>();
    puts.forEach((id, put) -> reason(put).ifPresent(reason -> away.put(id, reason)));
    return away;
  }

  private void put(Block block) {
    ObjectKey key = ObjectKey.of(block.owner(), Area.MEMORIES, block.id());
    if (!store.putIfAbsent(key, block.json(), "application/json") && !same(key, block)) {
      // No row, so nobody was ever told of it: left by an attempt that ended before its row.
      LOG.warn("replacing the object {} that no memory has", key);
      store.put(key, block.json(), "application/json");
    }
  }

  private boolean same(ObjectKey key, Block block) {
    return store
        .head(key)
        .map(StoredObject::sha256)
        .filter(sha256 -> sha256.equals(Sha256.hex(block.json())))
        .isPresent();
  }

  private static Optional<TryLaterException> reason(Future<?> put) {
    try {
      put.get();
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TryLaterException away) {
        return Optional.of(away);
      }
      throw new IllegalStateException("an object could not be put", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
