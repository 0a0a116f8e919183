// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.embedding.MiniLm;
import dev.mneme.recall.ask.Evidence.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How well the extracted answers do on the sample's questions, as the README tells. */
class SampleAnswersTest {
  private static final Path SAMPLE =
      Path.of(
          "..", "..", "eventing", "local", "src", "main", "resources", "sample", "memories.jsonl");
  private static final JsonMapper JSON = new JsonMapper();
  private static final double WEAKEST = 0.4;
  private static final int MOST = 8;

  private record Embedded(String id, String text, float[] vector) {}

  @Test
  void mostAnswersCiteTheRightMemoryAndAreShorterThanIt() throws IOException {
    // Given
    int answerable = 0;
    int cited = 0;
    int first = 0;
    int unknown = 0;
    int asked = 0;
    long told = 0;
    long whole = 0;

    // When
    try (MiniLm embedder = MiniLm.load(1)) {
      Map<String, List<Embedded>> sample = sample(embedder);
      ExtractiveWriter writer = new ExtractiveWriter(embedder);
      for (JsonNode line : lines(read("/questions.jsonl"))) {
        asked++;
        String user = line.path("user").asString();
        String question = line.path("question").asString();
        List<Finding> found =
            nearest(Objects.requireNonNull(sample.get(user)), embedder.embed(question));
        boolean strong = found.getFirst().score() >= WEAKEST;
        List<CitedSentence> sentences =
            strong
                ? writer
                    .write(new UserKey("sample", user), question, found, sentence -> {})
                    .sentences()
                : List.of();
        if (line.has("memory")) {
          answerable++;
          String right = line.path("memory").asString();
          cited += sentences.stream().anyMatch(s -> s.memories().contains(right)) ? 1 : 0;
          first += !sentences.isEmpty() && found.getFirst().id().equals(right) ? 1 : 0;
          told += sentences.stream().mapToInt(s -> s.text().length()).sum();
          whole += strong ? found.getFirst().text().length() : 0;
        } else {
          unknown += sentences.isEmpty() ? 1 : 0;
        }
      }
    }

    // Then
    System.out.printf(
        "answers: %d of %d cite the right memory (%d where only the best is told), %d of %d"
            + " rightly unknown, %d characters told, %d in the best memories%n",
        cited, answerable, first, unknown, asked - answerable, told, whole);
    assertThat(cited).isGreaterThanOrEqualTo(first);
    assertThat(cited + unknown).isGreaterThan(asked * 2 / 3);
  }

  private static List<Finding> nearest(List<Embedded> memories, float[] question) {
    return memories.stream()
        .map(
            memory ->
                new Finding(
                    memory.id(),
                    Instant.EPOCH,
                    memory.text(),
                    "home",
                    "event",
                    cosine(question, memory.vector())))
        .sorted(Comparator.comparingDouble(Finding::score).reversed())
        .limit(MOST)
        .toList();
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static Map<String, List<Embedded>> sample(MiniLm embedder) throws IOException {
    Map<String, List<Embedded>> sample = new HashMap<>();
    for (JsonNode line : lines(Files.readString(SAMPLE))) {
      String text = line.path("text").asString();
      sample
          .computeIfAbsent(line.path("user").asString(), user -> new ArrayList<>())
          .add(new Embedded(line.path("id").asString(), text, embedder.embed(text)));
    }
    return sample;
  }

  private static String read(String file) throws IOException {
    try (InputStream in = SampleAnswersTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<JsonNode> lines(String text) {
    return text.lines().filter(line -> !line.isBlank()).map(JSON::readTree).toList();
  }
}
