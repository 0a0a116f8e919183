// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracesTest {
  private static final String WORD = "q7x2k9w4z1m8t5b3";

  @TempDir private Path directory;

  @Test
  void aWordIsFoundInEveryForm() throws IOException {
    // Given
    byte[] utf8 = ("ab" + WORD + "cd").getBytes(StandardCharsets.UTF_8);
    Files.write(directory.resolve("utf-8"), utf8);
    Files.write(directory.resolve("utf-16le"), WORD.getBytes(StandardCharsets.UTF_16LE));
    Files.write(directory.resolve("utf-16be"), WORD.getBytes(StandardCharsets.UTF_16BE));
    Files.writeString(directory.resolve("hex"), HexFormat.of().formatHex(utf8));
    for (int i = 0; i < 3; i++) {
      String text = "x".repeat(i) + WORD + "yy";
      Files.writeString(
          directory.resolve("base64-" + i),
          Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }
    Files.writeString(directory.resolve("cut"), WORD.substring(3));
    Files.writeString(directory.resolve("without"), WORD.substring(1, WORD.length() - 1));

    // Then
    assertThat(traces())
        .containsExactly(
            "base64-0", "base64-1", "base64-2", "cut", "hex", "utf-16be", "utf-16le", "utf-8");
  }

  @Test
  void aWordAcrossTheEndOfAChunkIsFound() throws IOException {
    // Given
    Path below = Files.createDirectories(directory.resolve("deep/er"));
    Files.writeString(below.resolve("file"), "-".repeat((1 << 20) - 5) + WORD + "-");

    // Then
    assertThat(traces()).containsExactly("deep/er/file");
  }

  @Test
  void aFileHasTheWordsThatItHolds() throws IOException {
    // Given
    String alike = "q7a3h6n0c4v8y2d5";
    Files.writeString(directory.resolve("one"), alike);
    Files.writeString(directory.resolve("both"), WORD + alike);

    // Then
    assertThat(Traces.of(Set.of(WORD, alike, "s6e1g9j4l7p2f0u3"), directory))
        .isEqualTo(Map.of("one", Set.of(alike), "both", Set.of(WORD, alike)));
  }

  private Set<String> traces() {
    return Traces.of(Set.of(WORD), directory).keySet();
  }
}
