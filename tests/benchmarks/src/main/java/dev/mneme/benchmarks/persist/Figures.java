// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.persist;

import dev.mneme.benchmarks.numbers.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured, in memories a second.
 *
 * @param persist by number of owners
 * @param floors by load
 */
record Figures(Map<Integer, List<Double>> persist, Map<String, List<Double>> floors) {
  /** Sustained through persist, on two cores. */
  private static final double TARGET = 500;

  /** A table in Markdown, which reads as well in a terminal. */
  String table() {
    double slowest = floors.values().stream().mapToDouble(Numbers::median).min().orElseThrow();
    List<String> lines = new ArrayList<>();
    lines.add("| figure | memories/s | of the slowest floor | target | met |");
    lines.add("| --- | ---: | ---: | --- | --- |");
    floors.entrySet().stream()
        .sorted(Comparator.comparingDouble(floor -> Numbers.median(floor.getValue())))
        .forEach(floor -> lines.add(line(floor.getKey(), Numbers.median(floor.getValue()))));
    persist.forEach((owners, rates) -> lines.add(line(owners, Numbers.median(rates), slowest)));
    return String.join(System.lineSeparator(), lines);
  }

  private static String line(String floor, double rate) {
    return String.format(Locale.ROOT, "| floor: %s | %,.0f | | | |", floor, rate);
  }

  private static String line(int owners, double rate, double slowest) {
    return String.format(
        Locale.ROOT,
        "| persist, %d %s a batch | %,.0f | %.2f | ≥ %.0f | %s |",
        owners,
        owners == 1 ? "owner" : "owners",
        rate,
        rate / slowest,
        TARGET,
        rate >= TARGET ? "yes" : "**no**");
  }
}
