// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SummaryTest {
  @Test
  void theFileHasEveryFigureWithItsVerdict(@TempDir Path directory) throws Exception {
    // Given
    Path file = directory.resolve("figures.json");
    Result result = new Result("fast", 9, "events/s", 10.0, 0.9, Target.ratioAtLeast(0.8));

    // When
    new Summary(
            Instant.parse("2026-11-23T12:00:00Z"),
            1.5,
            2,
            "Linux amd64",
            "25.0.3",
            List.of(Summary.Figure.of(result)))
        .write(file);

    // Then
    JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
    assertThat(json.path("taken").asString()).isEqualTo("2026-11-23T12:00:00Z");
    JsonNode figure = json.path("figures").get(0);
    assertThat(figure.path("value").asDouble()).isEqualTo(9);
    assertThat(figure.path("ratio").asDouble()).isEqualTo(0.9);
    assertThat(figure.path("target").asString()).isEqualTo("ratio ≥ 0.8");
    assertThat(figure.path("met").asBoolean()).isTrue();
  }
}
