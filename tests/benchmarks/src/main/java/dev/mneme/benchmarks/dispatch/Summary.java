// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code --json} writes.
 *
 * @param taken when it began
 * @param seconds it took
 */
record Summary(
    Instant taken, double seconds, int cores, String system, String java, List<Figure> figures) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** A result with its verdict. */
  record Figure(
      String name,
      double value,
      String unit,
      @Nullable Double floor,
      @Nullable Double ratio,
      @Nullable String target,
      @Nullable Boolean met) {
    static Figure of(Result result) {
      return new Figure(
          result.name(),
          result.value(),
          result.unit(),
          result.floor(),
          result.ratio(),
          result.target() == null ? null : result.target().toString(),
          result.met());
    }
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
  }
}
