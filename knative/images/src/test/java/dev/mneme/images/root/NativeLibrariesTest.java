// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NativeLibrariesTest {
  private static final Path HOME = Path.of(System.getProperty("java.home"));

  @Test
  void findsTheCLibraryAndItsLoader() {
    // When
    Set<Path> needed =
        NativeLibraries.neededBy(
            List.of(HOME.resolve("bin/java"), HOME.resolve("lib/server/libjvm.so")),
            List.of(HOME.resolve("lib"), HOME.resolve("lib/server")));

    // Then
    assertThat(needed)
        .anyMatch(path -> path.endsWith("libc.so.6"))
        .anyMatch(path -> String.valueOf(path.getFileName()).startsWith("ld-linux"))
        .noneMatch(path -> path.startsWith(HOME));
  }
}
