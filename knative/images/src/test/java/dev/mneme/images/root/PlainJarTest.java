// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainJarTest {
  private static final int JAVA = 25;

  @TempDir private Path folder;

  @Test
  void ofTheVersionsOfAClassKeepsTheOneThatThisJvmWouldLoad() throws IOException {
    // Given
    Path file =
        TestJars.write(
            folder.resolve("library.jar"),
            Map.of(
                "a/A.class", "base",
                "a/B.class", "base",
                "META-INF/versions/9/a/A.class", "nine",
                "META-INF/versions/21/a/A.class", "twenty-one",
                "META-INF/versions/26/a/A.class", "twenty-six",
                "META-INF/versions/21/a/C.class", "twenty-one"));

    try (JarFile jar = new JarFile(file.toFile())) {
      // When, Then
      assertThat(PlainJar.entries(jar, JAVA))
          .hasSize(4)
          .containsKey(JarFile.MANIFEST_NAME)
          .hasEntrySatisfying("a/A.class", it -> assertThat(it.getName()).contains("/21/"))
          .hasEntrySatisfying("a/B.class", it -> assertThat(it.getName()).isEqualTo("a/B.class"))
          .hasEntrySatisfying("a/C.class", it -> assertThat(it.getName()).contains("/21/"));
    }
  }

  @Test
  void takesAwayWhatSignsAClass() throws IOException {
    // Given
    Path file =
        TestJars.write(
            folder.resolve("library.jar"),
            Map.of(
                "a/A.class", "base",
                "META-INF/BC2048KE.SF", "signed",
                "META-INF/BC2048KE.DSA", "signature",
                "META-INF/services/java.security.Provider", "a.A"));

    try (JarFile jar = new JarFile(file.toFile())) {
      // When, Then
      assertThat(PlainJar.entries(jar, JAVA))
          .containsOnlyKeys(
              JarFile.MANIFEST_NAME, "META-INF/services/java.security.Provider", "a/A.class");
    }
  }
}
