// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DispatchCommandTest {
  @Test
  void anUnknownScenarioIsRefusedBeforeAnythingStarts() {
    // Given
    StringWriter said = new StringWriter();
    CommandLine command = new CommandLine(new DispatchCommand()).setErr(new PrintWriter(said));

    // When
    int exit = command.execute("--only", "throughput", "--only", "thruput");

    // Then
    assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(said.toString())
        .contains(
            "--only: expected one of [throughput, latency, users, noisy, jobs], found thruput");
  }
}
