// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainJarTest {
  private static final int JAVA = 25;

  @TempDir private Path folder;

  @Test
  void ofTheVersionsOfAClassKeepsTheOneThatThisJvmWouldLoad() throws IOException {
    // Given
    Path jar =
        jar(
            Map.of(
                "a/A.class", "base",
                "a/B.class", "base",
                "META-INF/versions/9/a/A.class", "nine",
                "META-INF/versions/21/a/A.class", "twenty-one",
                "META-INF/versions/26/a/A.class", "twenty-six",
                "META-INF/versions/21/a/C.class", "twenty-one",
                "META-INF/versions/9/module-info.class", "module"));

    // When
    PlainJar.make(jar, JAVA);

    // Then
    assertThat(content(jar))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a/A.class", "twenty-one", "a/B.class", "base", "a/C.class", "twenty-one"));
    try (JarFile plain = new JarFile(jar.toFile())) {
      assertThat(plain.getManifest().getMainAttributes().getValue("Multi-Release")).isNull();
    }
  }

  @Test
  void takesAwayWhatSignsAClassAndLeavesTheRestOfTheManifest() throws IOException {
    // Given
    Path jar =
        jar(
            Map.of(
                "a/A.class", "base",
                "META-INF/BC2048KE.SF", "signed",
                "META-INF/BC2048KE.DSA", "signature",
                "META-INF/services/java.security.Provider", "a.A"));

    // When
    PlainJar.make(jar, JAVA);

    // Then
    assertThat(content(jar))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a/A.class", "base", "META-INF/services/java.security.Provider", "a.A"));
    try (JarFile plain = new JarFile(jar.toFile())) {
      assertThat(plain.getManifest().getEntries())
          .containsOnlyKeys("a/")
          .allSatisfy((name, section) -> assertThat(section).hasSize(1));
    }
  }

  @Test
  void leavesAnyOtherJarAsItIs() throws IOException {
    // Given
    Path jar = jar(Map.of("a/A.class", "base"));
    byte[] before = Files.readAllBytes(jar);

    // When
    PlainJar.make(jar, JAVA);

    // Then
    assertThat(jar).hasBinaryContent(before);
  }

  @Test
  void givesTheSameBytesForTheSameJar() throws IOException {
    // Given
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("META-INF/versions/9/b/B.class", "nine");
    entries.put("a/A.class", "base");
    Path one = jar(entries);
    Path other = Files.copy(one, folder.resolve("other.jar"));

    // When
    PlainJar.make(one, JAVA);
    PlainJar.make(other, JAVA);

    // Then
    assertThat(one).hasSameBinaryContentAs(other);
  }

  private Path jar(Map<String, String> entries) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    Attributes digested = new Attributes();
    digested.putValue("SHA-256-Digest", "abc=");
    manifest.getEntries().put("a/A.class", digested);
    Attributes sealed = new Attributes();
    sealed.put(Attributes.Name.SEALED, "true");
    manifest.getEntries().put("a/", sealed);
    Path file = folder.resolve("library.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return file;
  }

  private static Map<String, String> content(Path file) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
          content.put(
              entry.getName(),
              new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return content;
  }
}
