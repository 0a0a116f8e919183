// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.embedding.MiniLm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How well questions find their memory among the sample's, and how the weakest score that answers
 * was chosen; the figures of the README are what this prints.
 */
class SampleQuestionsTest {
  private static final Path SAMPLE =
      Path.of(
          "..", "..", "eventing", "local", "src", "main", "resources", "sample", "memories.jsonl");
  private static final JsonMapper JSON = new JsonMapper();

  private record Asked(boolean answerable, int rank, double best) {}

  /** One user's memories, positions in the order of the file. */
  private record Sample(List<String> ids, StoredPoints points, UserIndex index) {
    Sample(String user) {
      StoredPoints points = new StoredPoints();
      this(new ArrayList<>(), points, new UserIndex(new UserKey("sample", user), points));
    }

    void add(String id, float[] vector) {
      ids.add(id);
      points.add(vector);
    }
  }

  @Test
  void mostQuestionsFindTheirMemory() throws IOException {
    // Given
    List<Asked> asked = new ArrayList<>();
    try (MiniLm embedder = MiniLm.load(1)) {
      Map<String, Sample> samples = samples(embedder);
      for (JsonNode line : lines(questions())) {
        Sample sample = Objects.requireNonNull(samples.get(line.path("user").asString()));
        List<UserIndex.Hit> hits =
            sample.index().nearest(embedder.embed(line.path("question").asString()), 10);
        List<String> ids =
            hits.stream().map(hit -> sample.ids().get((int) hit.position() - 1)).toList();
        asked.add(
            new Asked(
                line.has("memory"),
                ids.indexOf(line.path("memory").asString("")) + 1,
                hits.getFirst().score()));
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
              boolean answered = a.best() >= percent / 100.0;
              return a.answerable() ? answered && a.rank() == 1 : !answered;
            })
        .count();
  }

  private static Map<String, Sample> samples(MiniLm embedder) throws IOException {
    Map<String, Sample> samples = new HashMap<>();
    try (Reader sample = Files.newBufferedReader(SAMPLE)) {
      for (JsonNode line : lines(sample)) {
        samples
            .computeIfAbsent(line.path("user").asString(), Sample::new)
            .add(line.path("id").asString(), embedder.embed(line.path("text").asString()));
      }
    }
    return samples;
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
