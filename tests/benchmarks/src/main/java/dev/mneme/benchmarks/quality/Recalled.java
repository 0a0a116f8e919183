// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much of the evidence stands among the first: the mean over the questions of the share of each
 * one's evidence, and of one over the rank of the first piece (MRR).
 */
final class Recalled {
  private final Map<QuestionType, List<One>> byType = new EnumMap<>(QuestionType.class);

  /** What one ranking did for one question. */
  private record One(double at5, double at10, double at20, double reciprocalRank) {}

  /**
   * Means over some questions.
   *
   * @param questions how many there are
   */
  record Mean(int questions, double at5, double at10, double at20, double reciprocalRank) {
    private static Mean of(List<One> all) {
      return new Mean(
          all.size(),
          all.stream().mapToDouble(One::at5).average().orElse(0),
          all.stream().mapToDouble(One::at10).average().orElse(0),
          all.stream().mapToDouble(One::at20).average().orElse(0),
          all.stream().mapToDouble(One::reciprocalRank).average().orElse(0));
    }
  }

  /** Ranks the question if it is judged; passes over it otherwise. */
  void add(Case asked, Ranking ranking) {
    Question question = asked.question();
    if (question.judged()) {
      List<Long> order = ranking.order(asked);
      byType
          .computeIfAbsent(question.type(), type -> new ArrayList<>())
          .add(
              new One(
                  share(question, order, 5),
                  share(question, order, 10),
                  share(question, order, 20),
                  reciprocalRank(question, order)));
    }
  }

  Mean overall() {
    return Mean.of(byType.values().stream().flatMap(List::stream).toList());
  }

  Mean of(QuestionType type) {
    return Mean.of(byType.getOrDefault(type, List.of()));
  }

  private static double share(Question question, List<Long> order, int most) {
    Set<Long> first = new HashSet<>(order.subList(0, Math.min(most, order.size())));
    return question.evidence().stream().filter(first::contains).count()
        / (double) question.evidence().size();
  }

  private static double reciprocalRank(Question question, List<Long> order) {
    for (int i = 0; i < order.size(); i++) {
      if (question.evidence().contains(order.get(i))) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }
}
