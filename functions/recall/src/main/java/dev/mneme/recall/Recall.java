// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.embedding.Embedder;
import dev.mneme.runtime.Request;
import dev.mneme.runtime.Response;
import java.util.List;

/** Answers {@code POST /v1/recall}. */
final class Recall {
  private final Embedder embedder;
  private final UserIndexes indexes;
  private final double weakest;

  /**
   * @param weakest score under which the best memory is no answer
   */
  Recall(Embedder embedder, UserIndexes indexes, double weakest) {
    this.embedder = embedder;
    this.indexes = indexes;
    this.weakest = weakest;
  }

  Response handle(Request request) {
    return Response.json(answer(request.json(Question.class)));
  }

  Answer answer(Question question) {
    float[] vector = embedder.embed(question.question());
    List<UserIndex.Hit> hits = indexes.of(question.asker()).nearest(vector, question.sources());
    boolean answered = !hits.isEmpty() && hits.getFirst().score() >= weakest;
    return new Answer(
        question.question(),
        answered ? hits.getFirst().memory().text() : Answer.UNKNOWN,
        hits.stream().map(Answer.Source::of).toList());
  }
}
