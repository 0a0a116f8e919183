// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.UserKey;
import dev.mneme.recall.ask.Evidence;
import dev.mneme.recall.search.Best;
import dev.mneme.recall.search.Hit;
import dev.mneme.recall.search.MemorySearch;
import dev.mneme.runtime.Request;
import dev.mneme.runtime.Response;

/** Answers {@code POST /v1/recall}, and finds what asking answers from. */
final class Recall implements Evidence {
  private final MemorySearch search;
  private final double weakest;

  /**
   * @param weakest nearness under which nothing that was found is an answer
   */
  Recall(MemorySearch search, double weakest) {
    this.search = search;
    this.weakest = weakest;
  }

  Response handle(UserKey asker, Request request) {
    return Response.json(answer(asker, request.json(Question::read)));
  }

  Answer answer(UserKey asker, Question question) {
    Best best = search.best(asker, question.question(), question.sources());
    return new Answer(
        question.question(),
        answerable(best) ? best.hits().getFirst().text() : Answer.UNKNOWN,
        best.hits().stream().map(Answer.Source::of).toList());
  }

  @Override
  public Findings find(UserKey asker, String question, int most) {
    Best best = search.best(asker, question, most);
    return new Findings(best.hits().stream().map(Recall::finding).toList(), answerable(best));
  }

  private boolean answerable(Best best) {
    return !best.ofSomebodyElse()
        && best.hits().stream().anyMatch(hit -> hit.nearness() >= weakest);
  }

  private static Finding finding(Hit hit) {
    return new Finding(
        hit.id(), hit.time(), hit.text(), hit.category(), hit.kind(), hit.nearness());
  }
}
