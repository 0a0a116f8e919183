// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import java.util.Locale;
import java.util.stream.Collectors;

/** A report for a terminal. It names no text of a memory. */
final class ReportText {
  private static final int MOST = 100;

  private ReportText() {}

  /** The differences, at most 100 of them, and a line that counts. */
  static String of(Report report, boolean mended) {
    long all = report.differences().size();
    String lines =
        report.differences().stream()
            .limit(MOST)
            .map(found -> line(found, mended))
            .collect(Collectors.joining());
    String more = all > MOST ? "… and " + (all - MOST) + " more\n" : "";
    String summary =
        String.format(
            Locale.ROOT,
            "%d differences in %d memories of %d users (S3, MongoDB, search against Postgres)%s",
            all,
            report.memories(),
            report.users(),
            outcome(report, mended));
    return lines + more + summary;
  }

  private static String line(Difference found, boolean mended) {
    return String.format(
        Locale.ROOT,
        "%-8s %-9s %s %s%s%n",
        found.store(),
        found.trouble().name().toLowerCase(Locale.ROOT),
        found.owner().partitionKey(),
        found.id(),
        mended && found.trouble() != Trouble.LOST ? "  mended" : "");
  }

  private static String outcome(Report report, boolean mended) {
    if (report.differences().isEmpty()) {
      return "";
    }
    if (report.lost() > 0) {
      return "; " + report.lost() + " lost: neither S3 nor MongoDB has what was committed to";
    }
    return mended ? "; all mended" : "; nothing changed";
  }
}
