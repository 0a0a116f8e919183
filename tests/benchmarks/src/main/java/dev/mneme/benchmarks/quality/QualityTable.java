// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each ranking recalls, as a table in Markdown. */
final class QualityTable {
  private static final String ROW = "| %-22s | %-11s | %9s | %5s | %5s | %5s | %5s |%n";

  private final List<String> rows = new ArrayList<>();

  QualityTable() {
    rows.add(row("ranking", "questions", "number", "R@5", "R@10", "R@20", "MRR"));
    rows.add(row("---", "---", "---:", "---:", "---:", "---:", "---:"));
  }

  void add(String ranking, Recalled recalled) {
    rows.add(row(ranking, "all", recalled.overall()));
    for (QuestionType type : QuestionType.values()) {
      Recalled.Mean mean = recalled.of(type);
      if (mean.questions() > 0) {
        rows.add(row("", type.toString(), mean));
      }
    }
  }

  String text() {
    return String.join("", rows);
  }

  private static String row(String ranking, String questions, Recalled.Mean mean) {
    return row(
        ranking,
        questions,
        Integer.toString(mean.questions()),
        share(mean.at5()),
        share(mean.at10()),
        share(mean.at20()),
        share(mean.reciprocalRank()));
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, ROW, (Object[]) cells);
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
