// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedFunctionTest {
  @TempDir Path root;

  @Test
  void whatWasNotBuiltIsNamed() {
    assertThatThrownBy(() -> new PackagedFunction(root, "classify").jar())
        .isInstanceOf(StackException.class)
        .hasMessage(
            "the function classify was not built: no mneme-classify-*-exec.jar in "
                + root.resolve("functions/classify/target"));
  }

  @Test
  void isUnpackedAgainOnlyWhenPackagedAgain() throws IOException {
    // Given
    Path target = Files.createDirectories(root.resolve("functions/train/target"));
    packageAt(target);
    PackagedFunction function = new PackagedFunction(root, "train");
    FileTime first = Files.getLastModifiedTime(function.jar());

    // When
    FileTime unchanged = Files.getLastModifiedTime(function.jar());
    packageAt(target);
    FileTime again = Files.getLastModifiedTime(function.jar());

    // Then
    assertThat(unchanged).isEqualTo(first);
    assertThat(again).isGreaterThan(first);
  }

  /** As the build does it: every build gives the jar the same time. */
  private static void packageAt(Path target) throws IOException {
    Path jar = target.resolve("mneme-train-1-exec.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Unpacker.class.getName());
    String entry = Unpacker.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream type =
            Objects.requireNonNull(Unpacker.class.getClassLoader().getResourceAsStream(entry))) {
      out.putNextEntry(new JarEntry(entry));
      type.transferTo(out);
    }
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
  }

  /** Stands for the tools mode of an executable jar. */
  static final class Unpacker {
    static void main(String... arguments) throws IOException {
      Path destination = Files.createDirectories(Path.of(arguments[2]));
      Files.createFile(destination.resolve("mneme-train-1-exec.jar"));
    }
  }
}
