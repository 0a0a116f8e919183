// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import dev.mneme.embedding.Embedder;
import dev.mneme.embedding.Vectors;
import dev.mneme.recall.ranking.ContentWords;
import dev.mneme.recall.ranking.Found;
import dev.mneme.recall.ranking.NamedPeople;
import dev.mneme.recall.ranking.Reranker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What recall's index would offer the reranker: the best by words and the best by nearness, each
 * with both scores.
 */
final class Retrieval {
  private final Embedder embedder;

  Retrieval(Embedder embedder) {
    this.embedder = embedder;
  }

  /** All questions of a conversation with what was found for them. */
  List<Case> cases(Conversation conversation) throws IOException {
    List<float[]> turns = embedder.embed(conversation.turns().stream().map(Turn::text).toList());
    List<Case> cases = new ArrayList<>();
    try (WordIndex words = new WordIndex(conversation.turns())) {
      for (Question question : conversation.questions()) {
        Map<Long, Double> worded = words.scores(ContentWords.of(question.text()));
        Map<Long, Double> near = nearness(conversation.turns(), turns, question);
        Set<Long> kept = new HashSet<>(best(worded));
        kept.addAll(best(near));
        cases.add(
            new Case(
                question,
                conversation.turns().stream()
                    .filter(turn -> kept.contains(turn.position()))
                    .map(turn -> found(turn, worded, near))
                    .toList()));
      }
    }
    return cases;
  }

  private Map<Long, Double> nearness(List<Turn> turns, List<float[]> vectors, Question question) {
    Set<String> people = turns.stream().map(Turn::speaker).collect(Collectors.toSet());
    float[] asked = embedder.embed(NamedPeople.without(people, question.text()));
    Map<Long, Double> nearness = new HashMap<>();
    for (int i = 0; i < turns.size(); i++) {
      nearness.put(turns.get(i).position(), (double) Vectors.dot(asked, vectors.get(i)));
    }
    return nearness;
  }

  private static List<Long> best(Map<Long, Double> scores) {
    return scores.entrySet().stream()
        .sorted(Map.Entry.<Long, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(Reranker.DEPTH)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Found found(Turn turn, Map<Long, Double> words, Map<Long, Double> nearness) {
    return new Found(
        turn.id(),
        turn.position(),
        turn.said(),
        List.of(turn.speaker()),
        words.getOrDefault(turn.position(), 0.0),
        nearness.getOrDefault(turn.position(), 0.0));
  }
}
