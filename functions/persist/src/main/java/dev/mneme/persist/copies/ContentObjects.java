// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.copies;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.StoredObject;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Memories as objects in S3. */
final class ContentObjects {
  private static final Logger LOG = LoggerFactory.getLogger(ContentObjects.class);

  private static final List<Area> OF_A_MEMORY = List.of(Area.MEMORIES, Area.AUDIO);

  private final ObjectStore store;

  ContentObjects(ObjectStore store) {
    this.store = store;
  }

  /**
   * Puts memories that have no row, all at the same time.
   *
   * @return those that could not be put now, with the reason
   */
  Map<Content, TryLaterException> put(List<Content> contents) {
    Map<Content, Future<?>> puts = new IdentityHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      contents.forEach(content -> puts.put(content, threads.submit(() -> put(content))));
    }
    Map<Content, TryLaterException> away = new IdentityHashMap<>();
    puts.forEach(
        (content, put) -> Waiting.outage(put).ifPresent(reason -> away.put(content, reason)));
    return away;
  }

  /** Deletes a memory and its recording. */
  void delete(UserKey owner, String id) {
    OF_A_MEMORY.forEach(area -> store.delete(ObjectKey.of(owner, area, id)));
  }

  /** Deletes all objects of one owner, models included. */
  void deleteAll(UserKey owner) {
    for (Area area : Area.values()) {
      store.names(owner, area).forEach(name -> store.delete(ObjectKey.of(owner, area, name)));
    }
  }

  private void put(Content content) {
    ObjectKey key = content.key();
    if (!store.putIfAbsent(key, content.json(), Content.MEDIA_TYPE) && !same(key, content)) {
      // No row, so nobody was ever told of it: left by an attempt that ended before its row.
      LOG.warn("replacing the object {} that no memory has", key);
      store.put(key, content.json(), Content.MEDIA_TYPE);
    }
  }

  private boolean same(ObjectKey key, Content content) {
    return store
        .head(key)
        .map(StoredObject::sha256)
        .filter(sha256 -> sha256.equals(Sha256.hex(content.json())))
        .isPresent();
  }
}
