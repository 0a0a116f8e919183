// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import dev.mneme.embedding.Embedder;
import dev.mneme.stores.search.Candidate;
import dev.mneme.stores.search.IndexEntry;
import dev.mneme.stores.search.IndexedMemory;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.MemoryQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One user's memories in memory, as index and as rows, which may differ as two stores do. A
 * memory's nearness to any question is as given.
 */
final class Life implements MemoryIndex, MemoryRows, Embedder {
  static final UserKey OWNER = new UserKey("acme", "ada");

  private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

  final Map<String, Candidate> indexed = new LinkedHashMap<>();
  final Map<String, StoredMemory> rows = new LinkedHashMap<>();
  final List<MemoryQuery> asked = new ArrayList<>();
  private final Map<String, Long> positions = new HashMap<>();
  boolean consent = true;

  /** When the memory of a position was persisted. */
  static Instant persistedAt(long position) {
    return BEGIN.plus(Duration.ofDays(position));
  }

  /** Persists a memory in both stores; its id is its text. */
  void persist(String text, double nearness) {
    persist(text, 0, nearness);
  }

  /** The same of a memory that has words of the question, too. */
  void persist(String text, double words, double nearness) {
    long position = positions.size() + 1L;
    positions.put(text, position);
    indexed.put(text, new Candidate(text, position, words, nearness));
    rows.put(
        text,
        new StoredMemory(
            text, persistedAt(position), text, "home", "event", List.of("Nora"), "written"));
  }

  @Override
  public MemoryIndex ahead() {
    return this;
  }

  @Override
  public List<Candidate> search(UserKey owner, MemoryQuery query) {
    asked.add(query);
    Long newest = query.filter().asOf();
    return indexed.values().stream()
        .filter(candidate -> newest == null || candidate.position() <= newest)
        .toList();
  }

  @Override
  public Map<String, List<String>> highlights(UserKey owner, String words, Collection<String> ids) {
    Map<String, List<String>> highlights = new HashMap<>();
    ids.forEach(id -> highlights.put(id, List.of("<em>" + id + "</em>")));
    return highlights;
  }

  @Override
  public Standing standing(UserKey owner, @Nullable Instant moment) {
    if (!consent) {
      throw new NoConsentException(Purpose.RECALL);
    }
    long newest =
        positions.values().stream()
            .mapToLong(Long::longValue)
            .filter(position -> moment == null || !persistedAt(position).isAfter(moment))
            .max()
            .orElse(0);
    return new Standing(newest, List.of("Nora"), newest < 2 ? null : "model-2");
  }

  @Override
  public List<Place> places(UserKey owner, Collection<String> ids) {
    return ids.stream()
        .filter(rows::containsKey)
        .map(id -> new Place(id, position(id), persistedAt(position(id)), List.of("Nora")))
        .toList();
  }

  @Override
  public Map<String, StoredMemory> memories(UserKey owner, Collection<String> ids) {
    Map<String, StoredMemory> found = new HashMap<>(rows);
    found.keySet().retainAll(ids);
    return found;
  }

  private long position(String id) {
    return positions.getOrDefault(id, 0L);
  }

  @Override
  public String model() {
    return "a model";
  }

  @Override
  public int dimensions() {
    return 1;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    return texts.stream().map(text -> new float[] {1}).toList();
  }

  @Override
  public void put(List<IndexedMemory> memories) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(UserKey owner, Collection<String> ids) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void removeAll(UserKey owner) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void refresh() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<IndexEntry> entries(UserKey owner, @Nullable String after, int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<UserKey> owners(@Nullable UserKey after, int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
