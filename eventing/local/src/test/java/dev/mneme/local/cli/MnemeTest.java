// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MnemeTest {
  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo", "up", "capture", "recall", "ask", "life", "consent", "repair", "token", "status",
        "stop"
      })
  void everyCommandExplainsItself(String command) {
    // When
    int exit = run(command, "--help");

    // Then
    assertThat(exit).isZero();
    assertThat(out.toString()).startsWith("Usage: mneme " + command).contains("--home=DIR");
  }

  @Test
  void theHelpListsAllThatTheLauncherKnows() {
    // When
    run("--help");

    // Then
    assertThat(out.toString())
        .contains(
            "demo", "up", "capture", "recall", "ask", "life", "consent", "token", "dlq", "repair",
            "status", "stop", "bench");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(run("recall", "--tenant", "t", "Who am I?")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Missing required option: '--user=USER'");
  }

  @Test
  void oneKindOfMemoryAtATime() {
    assertThat(run("capture", "--tenant=t", "--user=u", "--text=x", "--file=f")).isEqualTo(2);
    assertThat(err.toString()).contains("are mutually exclusive");
  }

  @Test
  void aPurposeThatIsNoneIsNamed() {
    assertThat(run("consent", "--tenant=t", "--user=u", "--withdraw=train,sell")).isEqualTo(2);
    assertThat(err.toString())
        .contains("expected one of [transcribe, classify, persist, train, recall], found sell");
  }

  @Test
  void withoutARunningSystemTheCommandsSaySo() {
    assertThat(run("recall", "--home=" + home, "--tenant=t", "--user=u", "Who?")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "mneme: nothing runs in "
                + home
                + "; start it with ./mneme up"
                + System.lineSeparator());
    assertThat(run("repair", "--home=" + home)).isEqualTo(1);
    assertThat(run("status", "--home=" + home)).isEqualTo(1);
    assertThat(run("stop", "--home=" + home)).isZero();
  }

  @Test
  void aSummaryThatCannotBeWrittenIsSaidBeforeTheWork() {
    assertThat(run("demo", "--home=" + home, "--json=" + home)).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "mneme: --json "
                + home
                + ": expected a file that can be written"
                + System.lineSeparator());
    assertThat(home).isEmptyDirectory();
  }

  private int run(String... arguments) {
    CommandLine line = Mneme.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
