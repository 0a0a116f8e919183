// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.source.deadletter.Letter;
import io.cloudevents.CloudEvent;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Dead letters as a table. Rows are held until there are enough to know the widths of the columns,
 * and never all of them.
 */
final class LetterTable {
  private static final List<String> HEAD =
      List.of(
          "SEQUENCE",
          "LAST",
          "ROUTE",
          "REASON",
          "STATUS",
          "TRIED",
          "OWNER",
          "TYPE",
          "ID",
          "DETAIL");
  private static final int PAGE = 500;
  private static final int LONGEST_DETAIL = 60;
  private static final int LONGEST_CELL = 60;

  private final PrintWriter out;
  private final List<List<String>> rows = new ArrayList<>();
  private final int[] widths = new int[HEAD.size()];
  private boolean begun;

  LetterTable(PrintWriter out) {
    this.out = out;
  }

  void add(Letter letter) {
    rows.add(row(letter));
    if (rows.size() == PAGE) {
      flush();
    }
  }

  /** Prints what is held. */
  void flush() {
    if (!begun && !rows.isEmpty()) {
      rows.addFirst(HEAD);
      begun = true;
    }
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    rows.forEach(this::print);
    rows.clear();
    out.flush();
  }

  private void print(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(cell).repeat(' ', widths[i] - cell.length() + 2);
    }
    out.println(line.toString().stripTrailing());
  }

  private static List<String> row(Letter letter) {
    Optional<CloudEvent> event = letter.event();
    return List.of(
        "" + letter.sequence(),
        letter.record().last().truncatedTo(ChronoUnit.SECONDS).toString(),
        letter.record().route(),
        letter.record().reason(),
        Objects.toString(letter.record().status(), "-"),
        "" + letter.record().attempts(),
        cut(LetterText.owner(letter), LONGEST_CELL),
        cut(event.map(CloudEvent::getType).orElse("-"), LONGEST_CELL),
        cut(event.map(CloudEvent::getId).orElse("-"), LONGEST_CELL),
        cut(letter.record().detail(), LONGEST_DETAIL));
  }

  /** One line of it; a terminal must not be told what to do. */
  static String cut(String text, int most) {
    String line = LetterText.plain(text);
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }
}
