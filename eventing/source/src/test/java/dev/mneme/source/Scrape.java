// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page in Prometheus' text format. */
record Scrape(String page) {
  private static final Pattern NAME = Pattern.compile("^[a-zA-Z_:][a-zA-Z0-9_:]*");

  /** Names of all samples. */
  Set<String> names() {
    return samples()
        .map(
            line ->
                NAME.matcher(line).results().map(found -> found.group()).findFirst().orElseThrow())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The one sample of a metric of the source whose labels contain all parts. */
  double value(String metric, String... labels) {
    var found =
        samples()
            .filter(line -> line.matches("mneme_source_" + metric + "[{ ].*"))
            .filter(line -> Stream.of(labels).allMatch(line::contains))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(metric + ": expected one sample, found " + found);
    }
    return Double.parseDouble(found.getFirst().substring(found.getFirst().lastIndexOf(' ') + 1));
  }

  private Stream<String> samples() {
    return page.lines().filter(line -> !line.startsWith("#") && !line.isBlank());
  }
}
