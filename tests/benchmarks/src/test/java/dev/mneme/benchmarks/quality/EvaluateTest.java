// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.recall.ranking.Feature;
import dev.mneme.recall.ranking.Reranker;
import dev.mneme.recall.ranking.RerankerFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on the data that ships, with the real model. */
class EvaluateTest {
  private static final Path TRAINING =
      Path.of("..", "..", "functions", "recall", "src", "training", "conversations.json");

  /** Of a weight; another processor may round another way. */
  private static final double ROUNDING = 0.05;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theTrainingCommandMakesTheWeightsThatShip() throws IOException {
    // Given
    Path file = directory.resolve("reranker.json");
    Reranker shipped = RerankerFile.shipped();

    // When
    int exit =
        run(
            new TrainCommand(),
            "--dataset",
            TRAINING.toString(),
            "--licence",
            "Apache-2.0",
            "--version-name",
            shipped.version(),
            "--to",
            file.toString());

    // Then
    assertThat(exit).as(err.toString()).isZero();
    RerankerFile trained = RerankerFile.read(Files.readAllBytes(file));
    assertThat(trained.version()).isEqualTo(shipped.version());
    for (Map.Entry<Feature, Double> weight : shipped.weights().entrySet()) {
      assertThat(trained.reranker().weights().get(weight.getKey()))
          .as(weight.getKey().toString())
          .isCloseTo(weight.getValue(), within(ROUNDING));
    }
  }

  @Test
  void printsWhatEachRankingRecallsAndHowOftenItAbstains() {
    // When
    int exit = run(new RecallCommand(), "--dataset", TRAINING.toString());

    // Then
    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("BM25", "vector", "hybrid", "ours, shipped weights", "ours, leaving one out")
        .contains(
            "multi-hop", "temporal", "open-domain", "single-hop", "R@10", "MRR", "adversarial");
  }

  @Test
  void saysWhichFileItCannotRead() {
    // When
    int exit = run(new RecallCommand(), "--dataset", "nowhere.json");

    // Then
    assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("--dataset: expected a readable file, found nowhere.json");
  }

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
