// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import dev.mneme.contract.UserKey;
import dev.mneme.embedding.Embedder;
import dev.mneme.recall.ask.Evidence.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Answers in the asker's own words: those sentences of the best memories that are nearest to the
 * question, in the order of the memories.
 */
final class ExtractiveWriter implements AnswerWriter {
  /** Memories whose sentences are weighed; what comes later in the search hardly ever answers. */
  private static final int MEMORIES = 3;

  private static final int MOST_SENTENCES = 3;

  /** Of one memory; the first ones of a very long text stand for it. */
  private static final int SENTENCES_OF_ONE = 12;

  /** A sentence is told if it is at least this share as near to the question as the nearest. */
  private static final double AS_NEAR = 0.85;

  /** What the search thinks of the memory counts beside how near its sentence is. */
  private static final double OF_MEMORY = 0.5;

  private final Embedder embedder;

  ExtractiveWriter(Embedder embedder) {
    this.embedder = embedder;
  }

  private record Weighed(Finding memory, int rank, int place, String text, double weight) {}

  @Override
  public Written write(
      UserKey asker, String question, List<Finding> found, Consumer<CitedSentence> told) {
    List<Weighed> weighed = weighed(question, found.subList(0, Math.min(MEMORIES, found.size())));
    double best = weighed.stream().mapToDouble(Weighed::weight).max().orElse(0);
    List<CitedSentence> sentences =
        weighed.stream()
            .filter(sentence -> sentence.weight() >= AS_NEAR * best)
            .sorted(Comparator.comparingDouble(Weighed::weight).reversed())
            .limit(MOST_SENTENCES)
            .sorted(Comparator.comparingInt(Weighed::rank).thenComparingInt(Weighed::place))
            .map(sentence -> new CitedSentence(sentence.text(), List.of(sentence.memory().id())))
            .toList();
    sentences.forEach(told);
    return new Written(sentences, WrittenBy.EXTRACT, null);
  }

  private List<Weighed> weighed(String question, List<Finding> found) {
    List<Weighed> bare = new ArrayList<>();
    for (int rank = 0; rank < found.size(); rank++) {
      List<String> sentences = Sentences.of(found.get(rank).text());
      for (int place = 0; place < Math.min(sentences.size(), SENTENCES_OF_ONE); place++) {
        bare.add(new Weighed(found.get(rank), rank, place, sentences.get(place), 0));
      }
    }
    List<String> texts = new ArrayList<>(bare.stream().map(Weighed::text).toList());
    texts.add(question);
    List<float[]> vectors = embedder.embed(texts);
    List<Weighed> weighed = new ArrayList<>();
    for (int i = 0; i < bare.size(); i++) {
      Weighed w = bare.get(i);
      double near = cosine(vectors.getLast(), vectors.get(i));
      double share = w.memory().score() / Math.max(found.getFirst().score(), Double.MIN_NORMAL);
      weighed.add(new Weighed(w.memory(), w.rank(), w.place(), w.text(), near + OF_MEMORY * share));
    }
    return weighed;
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
