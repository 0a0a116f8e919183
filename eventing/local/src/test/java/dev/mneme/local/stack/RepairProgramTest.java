// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairProgramTest {
  @TempDir Path home;

  @Test
  void whatItIsToldIsForItsOwnersEyesOnly() throws IOException {
    // Given
    RepairProgram.note(home, Map.of("MNEME_POSTGRES_PASSWORD", "older"));

    // When
    RepairProgram.note(home, Map.of("MNEME_POSTGRES_PASSWORD", "secret"));

    // Then
    Path note = home.resolve("repair.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(note)))
        .isEqualTo("rw-------");
    assertThat(note).content().contains("secret").doesNotContain("older");
    RepairProgram.forget(home);
    assertThat(note).doesNotExist();
  }

  @Test
  void withoutARunningSystemItSaysSo() {
    // Given
    RepairProgram repair = new RepairProgram(home, new Installation(home, home));

    // Then
    assertThatThrownBy(() -> repair.run(true))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("nothing runs in " + home);
  }
}
