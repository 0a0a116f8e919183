// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * How the runs of a module's tests ended.
 *
 * @param status run's name to pass, fail, error or skip
 * @param diagnostics everything that was said about what went wrong, by run; under "" what belongs
 *     to none
 */
record TestRuns(Map<String, String> status, Map<String, List<String>> diagnostics) {
  private static final Pattern MISSING =
      Pattern.compile("The checkable object, (\\S+), was expected to report an error");

  static TestRuns of(List<JsonNode> events) {
    Map<String, String> status = new LinkedHashMap<>();
    Map<String, List<String>> diagnostics = new LinkedHashMap<>();
    for (JsonNode event : events) {
      String run = event.path("@testrun").asString("");
      if (event.path("test_run").path("progress").asString("").equals("complete")) {
        status.put(run, event.path("test_run").path("status").asString());
      }
      JsonNode diagnostic = event.path("diagnostic");
      if (diagnostic.path("severity").asString("").equals("error")) {
        String said =
            diagnostic.path("summary").asString() + ": " + diagnostic.path("detail").asString("");
        diagnostics.computeIfAbsent(run, name -> new ArrayList<>()).add(said);
      }
    }
    return new TestRuns(status, diagnostics);
  }

  boolean passed() {
    return !status.isEmpty()
        && Set.of("pass").containsAll(status.values())
        && diagnostics.isEmpty();
  }

  /** Addresses of what a run expected to be refused, and was not. */
  Set<String> missingFailures() {
    Set<String> missing = new TreeSet<>();
    diagnostics.values().stream()
        .flatMap(List::stream)
        .map(MISSING::matcher)
        .filter(Matcher::find)
        .forEach(matcher -> missing.add(matcher.group(1)));
    return missing;
  }
}
