// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import dev.mneme.recall.ranking.Found;
import dev.mneme.recall.ranking.SomebodyElse;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Whether the evidence tells that there is no answer: a question is left unanswered where nothing
 * that was found is near enough to it, or where it names somebody and others fit far better.
 */
record Abstention(List<Point> byNearness, List<Point> byPerson) {
  private static final double WEAKEST = 0.4;
  private static final double PERCENT = 100;
  private static final String HEAD =
      "| %-22s | adversarial left unanswered | others answered | mean |%n"
          + "| ---------------------: | --------------------------: | --------------: | ----: |%n";
  private static final String ROW = "| %22.2f | %27.3f | %15.3f | %5.3f |%n";

  /**
   * One choice of a limit.
   *
   * @param abstained share of the adversarial questions that it leaves unanswered
   * @param answered share of all others that it does not
   */
  record Point(double limit, double abstained, double answered) {}

  static Abstention of(List<Case> cases) {
    return new Abstention(
        points(cases, 30, 70, 5, weakest -> one -> near(one, weakest)),
        points(
            cases,
            0,
            60,
            10,
            ahead ->
                one ->
                    near(one, WEAKEST)
                        && SomebodyElse.ahead(one.question().text(), one.found()) <= ahead));
  }

  String text() {
    return table("weakest nearness", byNearness)
        + System.lineSeparator()
        + table("0.40, and others ahead", byPerson);
  }

  private static String table(String limit, List<Point> points) {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, HEAD, limit));
    for (Point point : points) {
      text.append(
          String.format(
              Locale.ROOT,
              ROW,
              point.limit(),
              point.abstained(),
              point.answered(),
              (point.abstained() + point.answered()) / 2));
    }
    return text.toString();
  }

  private static List<Point> points(
      List<Case> cases, int from, int to, int step, DoubleFunction<Predicate<Case>> answers) {
    return IntStream.iterate(from, percent -> percent <= to, percent -> percent + step)
        .mapToObj(percent -> point(cases, percent / PERCENT, answers))
        .toList();
  }

  private static Point point(
      List<Case> cases, double limit, DoubleFunction<Predicate<Case>> answers) {
    List<Case> adversarial =
        cases.stream().filter(c -> c.question().type() == QuestionType.ADVERSARIAL).toList();
    List<Case> others = cases.stream().filter(c -> c.question().judged()).toList();
    Predicate<Case> answered = answers.apply(limit);
    return new Point(limit, 1 - share(adversarial, answered), share(others, answered));
  }

  private static boolean near(Case asked, double weakest) {
    return asked.found().stream().mapToDouble(Found::nearness).anyMatch(n -> n >= weakest);
  }

  private static double share(List<Case> cases, Predicate<Case> answered) {
    return cases.isEmpty() ? 0 : cases.stream().filter(answered).count() / (double) cases.size();
  }
}
