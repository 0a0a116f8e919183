// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.data.Person;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many of the people that memories name are found, as the README tells. The bounds are well
 * below what was measured; they catch what breaks, not what shifts.
 */
class PeopleFiguresTest {
  private static final PeopleFinder FINDER = PeopleFinder.load();
  private static final JsonMapper JSON = new JsonMapper();

  /** Names that are there, that were found, and that are both. */
  private static final class Tally {
    private int there;
    private int found;
    private int right;

    void add(Set<String> meant, Set<String> names) {
      there += meant.size();
      found += names.size();
      right += (int) names.stream().filter(meant::contains).count();
    }

    double precision() {
      return (double) right / found;
    }

    double recall() {
      return (double) right / there;
    }

    @Override
    public String toString() {
      return "%d names, precision %.3f, recall %.3f".formatted(there, precision(), recall());
    }
  }

  @Test
  void mostPeopleOfTheSampleAreFoundAndFewAreMadeUp() throws IOException {
    // Given
    Map<String, Set<String>> meant = new HashMap<>();
    for (String line : lines("sample.txt")) {
      String[] parts = line.split("\\|", -1);
      meant.put(parts[0].strip(), names(parts[1]));
    }
    Tally tally = new Tally();

    // When
    for (String line : lines("/memories.jsonl")) {
      JsonNode memory = JSON.readTree(line);
      Set<String> expected = meant.getOrDefault(memory.path("id").asString(), Set.of());
      Set<String> found = found(memory.path("text").asString());
      if (!found.equals(expected)) {
        System.out.println("  " + memory.path("id").asString() + " " + expected + " " + found);
      }
      tally.add(expected, found);
    }

    // Then
    System.out.println("people of the sample: " + tally);
    assertThat(tally.precision()).isGreaterThan(0.8);
    assertThat(tally.recall()).isGreaterThan(0.7);
  }

  @Test
  void peopleAreFoundInSeveralScripts() throws IOException {
    // Given
    Map<String, Tally> tallies = new TreeMap<>();

    // When
    for (String line : lines("scripts.txt")) {
      String[] parts = line.split("\\|", -1);
      Set<String> found = found(parts[2].strip());
      if (!found.equals(names(parts[1]))) {
        System.out.println("  " + line + " " + found);
      }
      tallies.computeIfAbsent(parts[0].strip(), script -> new Tally()).add(names(parts[1]), found);
    }

    // Then
    tallies.forEach((script, tally) -> System.out.println("people in " + script + ": " + tally));
    assertThat(tallies)
        .allSatisfy(
            (script, tally) -> {
              assertThat(tally.precision()).isGreaterThan(0.6);
              assertThat(tally.recall()).isGreaterThan(0.5);
            });
  }

  private static Set<String> found(String text) {
    return new HashSet<>(FINDER.in(text).stream().map(Person::name).toList());
  }

  private static Set<String> names(String list) {
    Set<String> names = new HashSet<>(Arrays.asList(list.strip().split("; ", -1)));
    names.remove("");
    return names;
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in = PeopleFiguresTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
