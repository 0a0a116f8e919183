// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.coldstart;

import dev.mneme.benchmarks.coldstart.Contestant.Kind;
import dev.mneme.benchmarks.numbers.Numbers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All starts of a run, by program and kind. */
final class Figures {
  /** Of a program with a model to load, and of the others. */
  private static final Map<String, Double> MOST_FLOORS = Map.of("classify", 8.0);

  private static final double MOST_FLOORS_OTHERWISE = 4;
  private static final double MOST_OF_FAT_JAR = 1.0 / 6;

  /** Whose target has no part about the fat jar. */
  private static final String FREE = "classify";

  private final Map<String, Map<Kind, List<Start>>> starts = new LinkedHashMap<>();

  void add(Contestant contestant, Start start) {
    starts
        .computeIfAbsent(contestant.program(), program -> new EnumMap<>(Kind.class))
        .computeIfAbsent(contestant.kind(), kind -> new ArrayList<>())
        .add(start);
  }

  /**
   * A program's verdict.
   *
   * @param floors how often the floor fits into the image's start, by pairs of one round
   * @param ofFatJar the image's start as a part of the fat jar's, by pairs of one round
   */
  record Verdict(
      String program,
      Line floor,
      Line image,
      Line fatJar,
      double floors,
      double ofFatJar,
      boolean met) {}

  /** Medians. */
  record Line(double seconds, double cpuSeconds, double megabytes) {}

  List<Verdict> verdicts() {
    return starts.entrySet().stream().map(each -> verdict(each.getKey(), each.getValue())).toList();
  }

  /** A table in Markdown, which reads as well in a terminal. */
  String table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| program | floor: s, CPU s, MB | image: s, CPU s, MB | fat jar: s, CPU s, MB |"
            + " × floor | target | of the fat jar | target | met |");
    lines.add("| --- | ---: | ---: | ---: | ---: | --- | ---: | --- | --- |");
    for (Verdict verdict : verdicts()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %.1f | ≤ %.0f | 1/%.1f | %s | %s |",
              verdict.program(),
              text(verdict.floor()),
              text(verdict.image()),
              text(verdict.fatJar()),
              verdict.floors(),
              mostFloors(verdict.program()),
              1 / verdict.ofFatJar(),
              verdict.program().equals(FREE) ? "" : "≤ 1/6",
              verdict.met() ? "yes" : "**no**"));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static Verdict verdict(String program, Map<Kind, List<Start>> kinds) {
    List<Start> floor = kinds.getOrDefault(Kind.FLOOR, List.of());
    List<Start> image = kinds.getOrDefault(Kind.IMAGE, List.of());
    List<Start> fatJar = kinds.getOrDefault(Kind.FAT_JAR, List.of());
    double floors = Numbers.medianRatio(seconds(image), seconds(floor));
    double ofFatJar = Numbers.medianRatio(seconds(image), seconds(fatJar));
    boolean met =
        floors <= mostFloors(program) && (program.equals(FREE) || ofFatJar <= MOST_OF_FAT_JAR);
    return new Verdict(program, line(floor), line(image), line(fatJar), floors, ofFatJar, met);
  }

  private static double mostFloors(String program) {
    return MOST_FLOORS.getOrDefault(program, MOST_FLOORS_OTHERWISE);
  }

  private static Line line(List<Start> starts) {
    return new Line(
        median(starts, Start::seconds),
        median(starts, Start::cpuSeconds),
        median(starts, Start::megabytes));
  }

  private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
    return Numbers.median(starts.stream().mapToDouble(figure).boxed().toList());
  }

  private static List<Double> seconds(List<Start> starts) {
    return starts.stream().map(Start::seconds).toList();
  }

  private static String text(Line line) {
    return String.format(
        Locale.ROOT, "%.2f, %.2f, %.0f", line.seconds(), line.cpuSeconds(), line.megabytes());
  }
}
