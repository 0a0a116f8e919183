// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.MiniLm;
import dev.mneme.recall.TestMemories.Told;
import dev.mneme.recall.search.Hit;
import dev.mneme.recall.search.MemorySearch;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How well questions find their memory among the sample's, on real stores, and how the weakest
 * nearness that answers was chosen; the figures of the README are what this prints.
 */
class SampleQuestionsTest {
  private static final Path SAMPLE =
      Path.of(
          "..", "..", "eventing", "local", "src", "main", "resources", "sample", "memories.jsonl");
  private static final JsonMapper JSON = new JsonMapper();
  private static final TestStores STORES = TestStores.shared();

  private record Asked(boolean answerable, int rank, double nearest) {}

  @Test
  void mostQuestionsFindTheirMemory() throws IOException {
    // Given
    List<Asked> asked = new ArrayList<>();
    Settings settings = Settings.from(TestMemories.environment(STORES));
    try (TestMemories memories = new TestMemories(STORES);
        MiniLm embedder = MiniLm.load(1);
        Postgres postgres = Postgres.of(settings)) {
      persist(memories);
      MemoryIndex index = MemoryIndexes.of(settings);
      MemorySearch search = MemorySearch.of(settings, embedder, index, new UserScope(postgres));
      for (JsonNode line : lines(questions())) {
        List<Hit> hits = search.best(owner(line), line.path("question").asString(), 10).hits();
        List<String> ids = hits.stream().map(Hit::id).toList();
        asked.add(
            new Asked(
                line.has("memory"),
                ids.indexOf(line.path("memory").asString("")) + 1,
                hits.stream().mapToDouble(Hit::nearness).max().orElse(0)));
      }
    }

    // When
    long answerable = asked.stream().filter(Asked::answerable).count();
    long first = asked.stream().filter(a -> a.answerable() && a.rank() == 1).count();
    long firstFive = asked.stream().filter(a -> a.rank() >= 1 && a.rank() <= 5).count();
    System.out.printf("answerable %d: first %d, among five %d%n", answerable, first, firstFive);
    for (int percent = 20; percent <= 50; percent += 5) {
      System.out.printf(
          "weakest 0.%d: right %d of %d%n", percent, right(asked, percent), asked.size());
    }

    // Then
    assertThat(firstFive).isGreaterThan(answerable * 2 / 3);
    assertThat(right(asked, RecallConfiguration.WEAKEST_PERCENT)).isGreaterThan(asked.size() / 2);
  }

  /** Answered from the right memory, or rightly not answered. */
  private static long right(List<Asked> asked, int percent) {
    return asked.stream()
        .filter(
            a -> {
              boolean answered = a.nearest() >= percent / 100.0;
              return a.answerable() ? answered && a.rank() == 1 : !answered;
            })
        .count();
  }

  private static void persist(TestMemories memories) throws IOException {
    for (JsonNode line : lines(Files.newBufferedReader(SAMPLE))) {
      memories.persist(
          owner(line),
          new Told(
              line.path("id").asString(),
              OffsetDateTime.parse(line.path("time").asString()).toInstant().toString(),
              line.path("text").asString(),
              line.path("category").asString("home"),
              "event"));
    }
  }

  private static UserKey owner(JsonNode line) {
    return new UserKey("sample", line.path("user").asString());
  }

  private static Reader questions() {
    return new InputStreamReader(
        Objects.requireNonNull(SampleQuestionsTest.class.getResourceAsStream("/questions.jsonl")),
        StandardCharsets.UTF_8);
  }

  private static List<JsonNode> lines(Reader reader) throws IOException {
    try (BufferedReader lines = new BufferedReader(reader)) {
      return lines.lines().map(JSON::readTree).toList();
    }
  }
}
