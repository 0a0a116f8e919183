// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.Embedder;
import dev.mneme.recall.ranking.ContentWords;
import dev.mneme.recall.ranking.Found;
import dev.mneme.recall.ranking.NamedPeople;
import dev.mneme.recall.ranking.Ranked;
import dev.mneme.recall.ranking.Reranker;
import dev.mneme.recall.ranking.RerankerFile;
import dev.mneme.recall.ranking.SomebodyElse;
import dev.mneme.stores.Meanwhile;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.search.Candidate;
import dev.mneme.stores.search.MemoryFilter;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.MemoryQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the memories a question is about: candidates from the index, their truth from Postgres,
 * their order from the reranker.
 */
public final class MemorySearch {
  private final Embedder embedder;
  private final MemoryIndex index;
  private final MemoryRows rows;
  private final Reranker reranker;
  private final Cursors cursors;

  MemorySearch(
      Embedder embedder, MemoryIndex index, MemoryRows rows, Reranker reranker, Cursors cursors) {
    this.embedder = embedder;
    this.index = index;
    this.rows = rows;
    this.reranker = reranker;
    this.cursors = cursors;
  }

  /**
   * Search over an index and the rows of the same memories.
   *
   * <p>Settings: {@code MNEME_RECALL_CURSOR_KEY} (secret, the same for every process that answers
   * for the same users; where it is absent, one of this process's own, and its cursors end with
   * it).
   */
  public static MemorySearch of(
      Settings settings, Embedder embedder, MemoryIndex index, UserScope scope) {
    return new MemorySearch(
        embedder, index, new PostgresRows(scope), RerankerFile.shipped(), Cursors.of(settings));
  }

  /**
   * One page of one user's memories.
   *
   * @throws NoConsentException if the user withdrew the consent to recall
   */
  SearchPage search(UserKey asker, SearchRequest request) {
    Standing standing = rows.standing(asker, request.moment());
    Cursor cursor = cursor(asker, request, standing);
    List<Found> found = found(asker, request, standing, cursor.newest());
    List<Ranked> left =
        request.sorting().of(reranker.rank(request.question(), found)).stream()
            .filter(ranked -> !cursor.shown().contains(ranked.found().position()))
            .toList();
    List<Ranked> page = left.subList(0, Math.min(request.size(), left.size()));
    return new SearchPage(
        request.question(),
        hits(asker, request.question(), page),
        left.size() > page.size() ? next(asker, request, cursor, page) : null,
        reranker.version(),
        standing.model());
  }

  /**
   * The memories that are likeliest to answer a question, best first.
   *
   * @param most 1 or more
   * @throws NoConsentException if the user withdrew the consent to recall
   */
  public Best best(UserKey asker, String question, int most) {
    SearchRequest request = SearchRequest.of(question, most);
    Standing standing = rows.standing(asker, null);
    List<Found> found = found(asker, request, standing, standing.newest());
    List<Ranked> ranked = reranker.rank(question, found);
    return new Best(
        hits(asker, question, ranked.subList(0, Math.min(most, ranked.size()))),
        SomebodyElse.ahead(question, found) > SomebodyElse.TOO_FAR);
  }

  private Cursor cursor(UserKey asker, SearchRequest request, Standing standing) {
    if (request.cursor() != null) {
      return cursors.read(asker, request, request.cursor());
    }
    return new Cursor(standing.newest(), Set.of());
  }

  private List<Found> found(UserKey asker, SearchRequest request, Standing standing, long newest) {
    if (newest == 0) {
      return List.of();
    }
    Map<String, Candidate> candidates =
        candidates(asker, request, standing, newest).stream()
            .collect(Collectors.toMap(Candidate::id, Function.identity()));
    List<Found> found = new ArrayList<>(candidates.size());
    for (Place place : rows.places(asker, candidates.keySet())) {
      Candidate candidate = Objects.requireNonNull(candidates.get(place.id()));
      found.add(
          new Found(
              place.id(),
              place.position(),
              place.occurredAt(),
              place.people(),
              candidate.words(),
              candidate.nearness()));
    }
    return found;
  }

  private List<Candidate> candidates(
      UserKey asker, SearchRequest request, Standing standing, long newest) {
    String matter = NamedPeople.without(standing.people(), request.question());
    MemoryFilter filter = request.restriction().upTo(newest);
    return index.search(
        asker,
        new MemoryQuery(
            ContentWords.of(request.question()),
            () -> embedder.embed(matter),
            embedder.model(),
            filter,
            Reranker.DEPTH));
  }

  /** What was deleted since its place was read is missing. */
  private List<Hit> hits(UserKey asker, String question, List<Ranked> page) {
    List<String> ids = page.stream().map(ranked -> ranked.found().id()).toList();
    Meanwhile<Map<String, List<String>>> highlighting =
        Meanwhile.start(() -> index.highlights(asker, ContentWords.of(question), ids));
    Map<String, StoredMemory> memories = rows.memories(asker, ids);
    Map<String, List<String>> highlights = highlighting.join();
    List<Hit> hits = new ArrayList<>(page.size());
    for (Ranked ranked : page) {
      StoredMemory memory = memories.get(ranked.found().id());
      if (memory != null) {
        hits.add(Hit.of(memory, ranked, highlights.getOrDefault(memory.id(), List.of())));
      }
    }
    return hits;
  }

  private String next(UserKey asker, SearchRequest request, Cursor cursor, List<Ranked> page) {
    Set<Long> shown = new HashSet<>(cursor.shown());
    page.forEach(ranked -> shown.add(ranked.found().position()));
    return cursors.write(asker, request, new Cursor(cursor.newest(), shown));
  }
}
