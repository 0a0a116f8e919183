// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.Ahead;
import dev.mneme.stores.search.Candidate;
import dev.mneme.stores.search.IndexEntry;
import dev.mneme.stores.search.IndexedMemory;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.MemoryQuery;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The index {@code mneme-memories} of either engine. */
public final class EngineIndex implements MemoryIndex {
  private static final String INDEX = "/" + IndexSetup.ALIAS;
  private static final int PAGE = 1_000;

  private final Engine engine;
  private final Calls calls;
  private final IndexSetup setup;

  public EngineIndex(Engine engine, EngineHttp http) {
    this.engine = engine;
    this.calls = new Calls(engine.name(), http);
    this.setup = new IndexSetup(engine, calls);
  }

  @Override
  public MemoryIndex ahead() {
    Ahead.start(
        engine.name(),
        () ->
            asking(
                () -> {
                  setup.ensure();
                  return true;
                }));
    return this;
  }

  @Override
  public void put(List<IndexedMemory> memories) {
    asking(
        () -> {
          setup.ensure();
          memories.stream()
              .map(memory -> memory.embedding().length)
              .distinct()
              .forEach(setup::ensure);
          new Bulk(calls).put(memories);
          return null;
        });
  }

  @Override
  public void remove(UserKey owner, Collection<String> ids) {
    asking(
        () -> {
          setup.ensure();
          new Bulk(calls).remove(owner, ids);
          return null;
        });
  }

  /** Page by page: deletion by query is a module that not every installation has. */
  @Override
  public void removeAll(UserKey owner) {
    // What was put a moment ago is in no list yet.
    refresh();
    List<IndexEntry> page = entries(owner, null, PAGE);
    while (!page.isEmpty()) {
      remove(owner, page.stream().map(IndexEntry::id).toList());
      page = entries(owner, page.getLast().id(), PAGE);
    }
    refresh();
  }

  @Override
  public List<Candidate> search(UserKey owner, MemoryQuery query) {
    return asking(
        () -> {
          setup.ensure();
          return new Retrieval(engine, new MultiSearch(calls), setup, owner, query).candidates();
        });
  }

  @Override
  public Map<String, List<String>> highlights(UserKey owner, String words, Collection<String> ids) {
    if (words.isBlank() || ids.isEmpty()) {
      return Map.of();
    }
    return asking(
        () -> {
          setup.ensure();
          return new Highlighting(calls).of(owner, words, ids);
        });
  }

  @Override
  public void refresh() {
    asking(
        () -> {
          setup.ensure();
          return calls.json("POST", INDEX + "/_refresh", Map.of(), Calls.NO_BODY);
        });
  }

  @Override
  public List<IndexEntry> entries(UserKey owner, @Nullable String after, int most) {
    return asking(
        () -> {
          setup.ensure();
          return new Listing(calls).entries(owner, after, most);
        });
  }

  @Override
  public List<UserKey> owners(@Nullable UserKey after, int most) {
    return asking(
        () -> {
          setup.ensure();
          return new Listing(calls).owners(after, most);
        });
  }

  private <T extends @Nullable Object> T asking(Supplier<T> call) {
    try {
      return call.get();
    } catch (TryLaterException e) {
      // What comes back after an outage may be another cluster, or an empty one.
      setup.forget();
      throw e;
    }
  }
}
