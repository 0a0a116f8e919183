// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void offATerminalAStepIsOnePlainLine() {
    // When
    step(Console.of(out, false, Map.of("TERM", "xterm")));

    // Then
    assertThat(written()).matches("ok +count +\\d+\\.\\d s +3 things\\R");
  }

  @Test
  void onATerminalTheLineIsWrittenOverAndColoured() {
    // When
    step(Console.of(out, true, Map.of("TERM", "xterm")));

    // Then
    assertThat(written()).endsWith("3 things" + System.lineSeparator());
    assertThat(written()).contains("\r\033[K\033[32mok");
  }

  @Test
  void noColorIsRespected() {
    // When
    step(Console.of(out, true, Map.of("TERM", "xterm", "NO_COLOR", "1")));

    // Then
    assertThat(written()).contains("\r\033[K").doesNotContain("\033[3");
  }

  @Test
  void aDumbTerminalGetsPlainLines() {
    // When
    step(Console.of(out, true, Map.of("TERM", "dumb")));

    // Then
    assertThat(written()).doesNotContain("\033", "\r");
  }

  @Test
  void aStepThatFailsSaysSo() {
    // When
    try (Step step = Console.of(out, false, Map.of()).begin("count")) {
      step.failed("nothing there");
    }

    // Then
    assertThat(written()).startsWith("FAIL count").contains("nothing there");
  }

  private static void step(Console console) {
    try (Step step = console.begin("count")) {
      step.update("2 things");
      step.done("3 things");
    }
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
