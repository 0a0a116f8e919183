// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.copies;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.search.MemoryIndex;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The three stores beside Postgres, written at the same time. Thread-safe. */
public final class Copies {
  private final ContentObjects objects;
  private final DocumentStore documents;
  private final MemoryIndex index;

  public Copies(ObjectStore store, DocumentStore documents, MemoryIndex index) {
    this.objects = new ContentObjects(store);
    this.documents = documents;
    this.index = index;
  }

  /** Removes a memory and its recording; they may be gone already. */
  public void remove(UserKey owner, String id) {
    documents.remove(owner, List.of(id));
    index.remove(owner, List.of(id));
    objects.delete(owner, id);
  }

  /** Removes all that there is of one owner, models included. */
  public void removeAll(UserKey owner) {
    documents.removeAll(owner);
    index.removeAll(owner);
    objects.deleteAll(owner);
  }

  /**
   * Puts memories of any owners that have no row yet, in place of what an attempt that ended may
   * have left.
   *
   * @return those that are not in every store now, with the reason
   * @throws IllegalStateException if a store refuses one of them
   */
  public Map<Content, TryLaterException> put(List<Placed> memories) {
    if (memories.isEmpty()) {
      return Map.of();
    }
    List<Content> contents = memories.stream().map(Placed::content).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> documented =
          threads.submit(() -> documents.put(contents.stream().map(Content::document).toList()));
      Future<?> indexed =
          threads.submit(
              () ->
                  index.put(
                      memories.stream()
                          .map(placed -> placed.content().indexed(placed.position()))
                          .toList()));
      Map<Content, TryLaterException> away = objects.put(contents);
      for (Future<?> all : List.of(documented, indexed)) {
        Waiting.outage(all)
            .ifPresent(reason -> contents.forEach(content -> away.putIfAbsent(content, reason)));
      }
      return away;
    }
  }
}
