// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The cases of a data set, conversation by conversation. */
record ConversationCases(List<List<Case>> conversations) {
  ConversationCases {
    conversations = conversations.stream().map(List::copyOf).toList();
  }

  List<Case> all() {
    return conversations.stream().flatMap(List::stream).toList();
  }

  /** What a ranking that is the same for everybody recalls. */
  Recalled with(Ranking ranking) {
    return withEach(conversation -> ranking);
  }

  /**
   * What a reranker recalls that has never seen the conversation it is asked about: trained anew
   * for each, on all the others.
   */
  Recalled leavingOneOut() {
    return withEach(
        left ->
            Ranking.of(
                RerankerTraining.train(
                    "without " + left,
                    IntStream.range(0, conversations.size())
                        .filter(other -> other != left)
                        .mapToObj(conversations::get)
                        .flatMap(List::stream)
                        .toList())));
  }

  private Recalled withEach(Function<Integer, Ranking> rankingOf) {
    Recalled recalled = new Recalled();
    for (int i = 0; i < conversations.size(); i++) {
      Ranking ranking = rankingOf.apply(i);
      conversations.get(i).forEach(one -> recalled.add(one, ranking));
    }
    return recalled;
  }
}
