// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.search.Candidate;
import dev.mneme.stores.search.MemoryQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One search. The best by words and the best by nearness are asked for in one request; in a second,
 * each side is asked what it thinks of those that only the other found.
 */
final class Retrieval {
  private final Engine engine;
  private final MultiSearch searches;
  private final UserKey owner;
  private final MemoryQuery query;

  Retrieval(Engine engine, MultiSearch searches, UserKey owner, MemoryQuery query) {
    this.engine = engine;
    this.searches = searches;
    this.owner = owner;
    this.query = query;
  }

  List<Candidate> candidates() {
    Side words = words();
    Side nearness = nearness();
    Map<Side, ObjectNode> first = new LinkedHashMap<>();
    if (!query.words().isBlank()) {
      first.put(words, words.best(query.most()));
    }
    if (Fields.hasDirection(query.vector())) {
      first.put(nearness, nearness.best(query.most()));
    }
    searches.run(owner, first);
    Map<Side, ObjectNode> second = new LinkedHashMap<>();
    askForOpinion(second, words, nearness);
    askForOpinion(second, nearness, words);
    searches.run(owner, second);
    return joined(words.hits(), nearness.hits());
  }

  private Side words() {
    return new Side(
        Clauses.filter(owner, query.filter()),
        (filter, most) -> Clauses.search(Clauses.words(query.words(), filter), most));
  }

  private Side nearness() {
    ArrayNode comparable = Clauses.filter(owner, query.filter());
    Clauses.model(comparable, query.embeddingModel());
    String field = Fields.vector(query.vector().length);
    return new Side(
        comparable,
        (filter, most) ->
            Clauses.search(engine.nearest(field, query.vector(), most, filter), most));
  }

  private void askForOpinion(Map<Side, ObjectNode> asked, Side side, Side other) {
    Set<String> unknown = new LinkedHashSet<>(other.hits().keySet());
    unknown.removeAll(side.hits().keySet());
    // Where fewer came than were asked for, the rest scores nothing at all.
    if (side.hits().size() == query.most() && !unknown.isEmpty()) {
      asked.put(side, side.opinion(unknown));
    }
  }

  private static List<Candidate> joined(Map<String, Hit> worded, Map<String, Hit> near) {
    Set<String> documents = new LinkedHashSet<>(worded.keySet());
    documents.addAll(near.keySet());
    List<Candidate> candidates = new ArrayList<>(documents.size());
    for (String document : documents) {
      candidates.add(candidate(worded.get(document), near.get(document)));
    }
    return candidates;
  }

  private static Candidate candidate(@Nullable Hit word, @Nullable Hit near) {
    Hit either = word != null ? word : near;
    if (either == null) {
      throw new IllegalStateException("a document is found by one side at least");
    }
    return new Candidate(
        either.id(),
        either.position(),
        word == null ? 0 : word.score(),
        near == null ? 0 : 2 * near.score() - 1);
  }
}
