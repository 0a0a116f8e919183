// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results as a table in Markdown, which reads as well in a terminal. */
final class Table {
  private static final List<String> HEAD =
      List.of("figure", "value", "unit", "floor", "ratio", "target", "met");

  private Table() {}

  static String of(List<Result> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    rows.add(List.of("---", "---:", "---", "---:", "---:", "---", "---"));
    results.forEach(result -> rows.add(row(result)));
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        table.append("| ").append(cell).append(" ".repeat(width(rows, column) - cell.length() + 1));
      }
      table.append("|\n");
    }
    return table.toString();
  }

  private static List<String> row(Result result) {
    Boolean met = result.met();
    return List.of(
        result.name(),
        number(result.value()),
        result.unit(),
        number(result.floor()),
        number(result.ratio()),
        result.target() == null ? "" : result.target().toString(),
        met == null ? "" : met ? "yes" : "NO");
  }

  /** Three digits that count, or all before the point. */
  private static String number(@Nullable Double value) {
    if (value == null) {
      return "";
    }
    String format = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
