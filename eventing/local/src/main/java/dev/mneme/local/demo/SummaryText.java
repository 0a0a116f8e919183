// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import java.util.Locale;
import java.util.stream.Collectors;

/** A summary for people. */
final class SummaryText {
  private static final int WIDTH = 96;

  private final StringBuilder text = new StringBuilder();

  static String of(Summary summary) {
    return new SummaryText().write(summary);
  }

  private String write(Summary s) {
    line("memories     %d handed over, %d persisted", s.memories(), s.persisted());
    line("stores       %s", s.stores().inWords());
    for (Summary.Transcript t : s.transcripts()) {
      line("speech       %s", cut(quoted(t.text())));
      line(
          "             word error rate %.3f, engine %s, confidence %.2f",
          t.wordErrorRate(), t.engine(), t.confidence());
    }
    for (Summary.DeadEvent d : s.deadLetters()) {
      line("dead letter  %s: %s by %s", d.memory(), d.reason(), d.route());
      line("             %s", cut(d.detail()));
    }
    line(
        "sent twice   %s: %s, effects in the database: %d",
        s.twice().memory(),
        s.twice().recognized() ? "recognized" : "not recognized by the gateway",
        s.twice().effects());
    for (Summary.Model m : s.models()) {
      line(
          "model        %s: learnt from %d, right on %.0f %% of %d later ones, without training"
              + " %.0f %%: %s",
          m.user(),
          m.memories() - m.heldOut(),
          100 * m.heldOutAccuracy(),
          m.heldOut(),
          100 * m.baselineAccuracy(),
          m.promoted() ? "promoted" : "not better, the baseline stays");
    }
    Summary.Audit a = s.audit();
    line("audit log    %d leaves, root %s", a.size(), a.root());
    line("             transaction %s", a.transaction());
    line(
        "             %d inclusion proofs checked against the chain: %s",
        a.proofs(), a.verified() ? "all hold" : "NOT ALL HOLD");
    for (Summary.Recalled r : s.recall()) {
      line("recall       %s asks: %s", r.user(), r.question());
      line("             %s", cut(r.answer()));
      line(
          "             sources: %s",
          r.sources().stream()
              .limit(3)
              .map(source -> String.format(Locale.ROOT, "%s %.2f", source.memory(), source.score()))
              .collect(Collectors.joining(", ")));
    }
    line("reranked     %s", s.reranking().inWords());
    Summary.OnlyReranked only = s.reranking().only();
    line("             %s asks: %s", only.user(), only.question());
    line("             %s", cut(only.text()));
    line(
        "             %s is first; by BM25 alone %s, by vector alone %s",
        only.memory(), place(only.byWords()), place(only.byNearness()));
    line(
        "seconds      %s",
        s.seconds().entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%s %.1f", e.getKey(), e.getValue()))
            .collect(Collectors.joining(", ")));
    return text.toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }

  private static String place(int rank) {
    return rank == 0 ? "not among 50" : "number " + rank;
  }

  private static String quoted(String words) {
    return "“" + words + "”";
  }

  private static String cut(String words) {
    String oneLine = words.replaceAll("\\s+", " ").strip();
    return oneLine.length() <= WIDTH ? oneLine : oneLine.substring(0, WIDTH - 1) + "…";
  }
}
