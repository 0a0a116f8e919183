// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mneme.servers.ChildProcess.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void anOrderlyEndLetsTheChildCleanUp() throws IOException {
    // Given
    Home home = new Home(directory);
    String script = "trap 'echo cleaned up; exit 0' TERM; echo ready; while :; do sleep 0.1; done";
    ChildProcess child = ChildProcess.start(home, shell("tidy", script));
    child.awaitReady(LIMIT, () -> child.tail().contains("ready"));

    // When
    child.close();

    // Then
    assertThat(child.alive()).isFalse();
    assertThat(Files.readString(home.log("tidy"))).contains("cleaned up");
    assertThat(directory.resolve("run/tidy.pid")).doesNotExist();
  }

  @Test
  void theExitCodeIsTheChilds() {
    // Given
    Home home = new Home(directory);

    // Then
    assertThat(ChildProcess.start(home, shell("seven", "exit 7")).awaitExit(LIMIT)).isEqualTo(7);
    ChildProcess waiting = ChildProcess.start(home, shell("waiting", "exec sleep 600"));
    assertThatThrownBy(() -> waiting.awaitExit(Duration.ofMillis(1)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("waiting still ran after");
    waiting.close();
    assertThat(waiting.awaitExit(LIMIT)).isEqualTo(143);
  }

  @Test
  void aChildThatWillNotEndIsKilledAfterItsGrace() {
    // Given
    Home home = new Home(directory);
    Command stubborn =
        Command.of(
            "stubborn",
            List.of("bash", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"),
            Map.of(),
            ChildProcess.StopSignal.TERM,
            Duration.ofSeconds(1));
    ChildProcess child = ChildProcess.start(home, stubborn);
    child.awaitReady(LIMIT, () -> child.tail().contains("ready"));

    // When
    child.close();

    // Then
    assertThat(child.alive()).isFalse();
    assertThat(ProcessHandle.of(child.pid())).isEmpty();
  }

  @Test
  void aChildThatEndsBeforeItIsReadyShowsTheEndOfItsLog() {
    // Given
    ChildProcess child =
        ChildProcess.start(new Home(directory), shell("broken", "echo no such luck; exit 7"));

    // When / Then
    assertThatThrownBy(() -> child.awaitReady(LIMIT, () -> false))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("broken ended with exit code 7")
        .hasMessageContaining("no such luck");
  }

  @Test
  void aChildDiesWithItsParent() throws IOException {
    // Given
    Home home = new Home(directory);
    ProcessHandle parent = parent(home);
    await().atMost(LIMIT).until(() -> Files.exists(directory.resolve("run/orphan.pid")));
    ProcessHandle child = PidFiles.leftover(directory.resolve("run/orphan.pid")).orElseThrow();

    // When
    parent.destroyForcibly();

    // Then
    await().atMost(LIMIT).until(() -> !child.isAlive());
  }

  @Test
  void whatAKilledRunLeftIsEnded() throws IOException {
    // Given a process without a leash, as if that had been killed too
    Home home = new Home(directory);
    Process leftover = new ProcessBuilder("sleep", "600").start();
    Files.writeString(home.pids().of("leftover"), leftover.pid() + "\n");

    // When
    home.endLeftovers();

    // Then
    assertThat(leftover.isAlive()).isFalse();
    assertThat(home.pids().of("leftover")).doesNotExist();
  }

  @Test
  void aProcessThatOnlyGotTheSameIdIsLeftAlone() throws IOException {
    // Given
    Home home = new Home(directory);
    Path file = home.pids().of("elder");
    Files.writeString(file, ProcessHandle.current().pid() + "\n");
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000_000));

    // When
    Optional<ProcessHandle> found = PidFiles.leftover(file);
    home.endLeftovers();

    // Then
    assertThat(found).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void settingsOfTheParentDoNotReachTheChild() throws IOException {
    // Given
    Home home = new Home(directory);
    Command command = Command.of("env", List.of("env"), Map.of("MNEME_GIVEN", "to the child"));

    // When
    ChildProcess child = ChildProcess.start(home, command);
    await().atMost(LIMIT).until(() -> !child.alive());

    // Then
    assertThat(Files.readAllLines(home.log("env")))
        .filteredOn(line -> line.startsWith("MNEME_"))
        .containsExactly("MNEME_GIVEN=to the child");
  }

  private static Command shell(String name, String script) {
    return Command.of(name, List.of("bash", "-c", script), Map.of());
  }

  /** Another JVM that starts a child and does not end it. */
  private static ProcessHandle parent(Home home) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            CarelessParent.class.getName(),
            home.directory().toString())
        .start()
        .toHandle();
  }
}
