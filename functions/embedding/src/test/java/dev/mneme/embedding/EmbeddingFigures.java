// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Not a check but the measurement behind the figures in the README of classify. */
@EnabledIfSystemProperty(named = "mneme.measure", matches = "embedding")
class EmbeddingFigures {
  private static final Path SAMPLE =
      Path.of("../../eventing/local/src/main/resources/sample/memories.jsonl");
  private static final int ROUNDS = 10;

  @Test
  void loadAndThroughput() throws IOException {
    long start = System.nanoTime();
    try (MiniLm embedder = MiniLm.load(2)) {
      System.out.printf("load: %.2f s%n", seconds(start));
      List<String> texts =
          Files.readAllLines(SAMPLE).stream()
              .map(line -> line.replaceFirst(".*\"text\": \"", "").replaceFirst("\"[,}].*", ""))
              .toList();
      assertThat(embedder.embed(texts)).hasSize(134);
      start = System.nanoTime();
      for (int round = 0; round < ROUNDS; round++) {
        embedder.embed(texts);
      }
      System.out.printf("memories a second: %.0f%n", ROUNDS * texts.size() / seconds(start));
      Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .forEach(System.out::println);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
