// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import dev.mneme.recall.ranking.Found;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Whether the evidence tells that there is no answer: a question is left unanswered where nothing
 * that was found is near enough to it.
 */
record Abstention(List<Point> points) {
  private static final int FROM = 30;
  private static final int TO = 70;
  private static final int STEP = 5;
  private static final double PERCENT = 100;
  private static final String HEAD =
      "| weakest | adversarial left unanswered | others answered | mean |%n"
          + "| ------: | --------------------------: | --------------: | ----: |%n";
  private static final String ROW = "| %7.2f | %27.3f | %15.3f | %5.3f |%n";

  /**
   * One choice of the weakest nearness that answers.
   *
   * @param abstained share of the adversarial questions that it leaves unanswered
   * @param answered share of all others that it does not
   */
  record Point(double weakest, double abstained, double answered) {}

  static Abstention of(List<Case> cases) {
    return new Abstention(
        IntStream.iterate(FROM, percent -> percent <= TO, percent -> percent + STEP)
            .mapToObj(percent -> point(cases, percent / PERCENT))
            .toList());
  }

  String text() {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, HEAD));
    for (Point point : points) {
      text.append(
          String.format(
              Locale.ROOT,
              ROW,
              point.weakest(),
              point.abstained(),
              point.answered(),
              (point.abstained() + point.answered()) / 2));
    }
    return text.toString();
  }

  private static Point point(List<Case> cases, double weakest) {
    List<Case> adversarial =
        cases.stream().filter(c -> c.question().type() == QuestionType.ADVERSARIAL).toList();
    List<Case> others = cases.stream().filter(c -> c.question().judged()).toList();
    return new Point(weakest, 1 - answered(adversarial, weakest), answered(others, weakest));
  }

  private static double answered(List<Case> cases, double weakest) {
    long answered =
        cases.stream()
            .filter(
                c -> c.found().stream().mapToDouble(Found::nearness).anyMatch(n -> n >= weakest))
            .count();
    return cases.isEmpty() ? 0 : answered / (double) cases.size();
  }
}
