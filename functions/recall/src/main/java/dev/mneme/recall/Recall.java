// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.UserKey;
import dev.mneme.embedding.Embedder;
import dev.mneme.recall.ask.Evidence;
import dev.mneme.runtime.Request;
import dev.mneme.runtime.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers {@code POST /v1/recall}. */
final class Recall {
  private final Embedder embedder;
  private final MemoryReader memories;
  private final UserIndexes indexes;
  private final double weakest;

  /**
   * @param weakest score under which the best memory is no answer
   */
  Recall(Embedder embedder, MemoryReader memories, UserIndexes indexes, double weakest) {
    this.embedder = embedder;
    this.memories = memories;
    this.indexes = indexes;
    this.weakest = weakest;
  }

  Response handle(UserKey asker, Request request) {
    return Response.json(answer(asker, request.json(Question.class)));
  }

  Answer answer(UserKey asker, Question question) {
    List<Answer.Source> sources =
        nearest(asker, embedder.embed(question.question()), question.sources());
    boolean answered = !sources.isEmpty() && sources.getFirst().score() >= weakest;
    return new Answer(
        question.question(), answered ? sources.getFirst().text() : Answer.UNKNOWN, sources);
  }

  /**
   * What asking answers from: the same memories, and strong enough where one alone would answer.
   */
  Evidence.Findings find(UserKey asker, String question, int most) {
    List<Answer.Source> sources = nearest(asker, embedder.embed(question), most);
    return new Evidence.Findings(
        sources.stream()
            .map(
                source ->
                    new Evidence.Finding(
                        source.id(),
                        source.time(),
                        source.text(),
                        source.category(),
                        source.kind(),
                        source.score()))
            .toList(),
        !sources.isEmpty() && sources.getFirst().score() >= weakest);
  }

  /** Texts come from the store each time, so what was deleted there is never told. */
  private List<Answer.Source> nearest(UserKey asker, float[] question, int most) {
    UserIndex index = indexes.of(asker);
    try {
      while (true) {
        List<UserIndex.Hit> hits = index.nearest(question, most);
        List<Long> positions = hits.stream().map(UserIndex.Hit::position).toList();
        Map<Long, Memory> found = memories.at(asker, positions);
        if (found.size() == hits.size()) {
          return hits.stream().map(hit -> source(hit, found)).toList();
        }
        index.forget(positions.stream().filter(at -> !found.containsKey(at)).toList());
      }
    } finally {
      indexes.trim();
    }
  }

  private static Answer.Source source(UserIndex.Hit hit, Map<Long, Memory> found) {
    return Answer.Source.of(Objects.requireNonNull(found.get(hit.position())), hit.score());
  }
}
