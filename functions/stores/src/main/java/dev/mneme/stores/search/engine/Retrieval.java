// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.Meanwhile;
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
 * One search. While the engine looks for the best by words, the caller makes the vector; the best
 * by nearness come next, together with the nearness of those that have the words; and in the end
 * the words of those that are only near.
 */
final class Retrieval {
  private final Engine engine;
  private final MultiSearch searches;
  private final IndexSetup setup;
  private final UserKey owner;
  private final MemoryQuery query;

  Retrieval(
      Engine engine, MultiSearch searches, IndexSetup setup, UserKey owner, MemoryQuery query) {
    this.engine = engine;
    this.searches = searches;
    this.setup = setup;
    this.owner = owner;
    this.query = query;
  }

  List<Candidate> candidates() {
    Meanwhile<Map<String, Hit>> wording = Meanwhile.start(this::bestByWords);
    float[] vector = query.vector().get();
    Map<String, Hit> worded = wording.join();
    if (!Fields.hasDirection(vector)) {
      return joined(worded, Map.of());
    }
    setup.ensure(vector.length);
    Map<String, Hit> near = nearness(vector, worded.keySet());
    Set<String> unknown = new LinkedHashSet<>(near.keySet());
    unknown.removeAll(worded.keySet());
    // Where fewer came than were asked for, the rest scores nothing at all.
    if (worded.size() == query.most() && !unknown.isEmpty()) {
      worded.putAll(searches.run(owner, List.of(words().opinion(unknown))).getFirst());
    }
    return joined(worded, near);
  }

  private Map<String, Hit> bestByWords() {
    return query.words().isBlank()
        ? new LinkedHashMap<>()
        : searches.run(owner, List.of(words().best(query.most()))).getFirst();
  }

  private Map<String, Hit> nearness(float[] vector, Set<String> worded) {
    Side nearness = nearness(vector);
    List<ObjectNode> asked = new ArrayList<>(List.of(nearness.best(query.most())));
    if (!worded.isEmpty()) {
      asked.add(nearness.opinion(worded));
    }
    Map<String, Hit> near = new LinkedHashMap<>();
    searches.run(owner, asked).forEach(near::putAll);
    return near;
  }

  private Side words() {
    return new Side(
        owner,
        Clauses.filter(owner, query.filter()),
        (filter, most) -> Clauses.search(Clauses.words(query.words(), filter), most));
  }

  private Side nearness(float[] vector) {
    ArrayNode comparable = Clauses.filter(owner, query.filter());
    Clauses.model(comparable, query.embeddingModel());
    return new Side(
        owner,
        comparable,
        (filter, most) ->
            Clauses.search(
                engine.nearest(Fields.vector(vector.length), vector, most, filter), most));
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
