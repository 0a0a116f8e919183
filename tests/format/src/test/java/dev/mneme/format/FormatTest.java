// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FormatTest {
  private static final Path ROOT = Path.of(System.getProperty("mneme.root"));
  private static final boolean APPLY = System.getProperty("mneme.format").equals("apply");
  private static final String REPAIR = "mvn -pl tests/format test -Dmneme.format=apply";
  private static final Set<String> FOREIGN = Set.of("target", "node_modules");

  private final Formatter formatter = new Formatter();

  @Test
  void everyFileIsFormatted() throws IOException {
    // Given
    List<Path> files = javaFiles();
    assertThat(files).contains(ROOT.resolve(self()));

    // When
    List<Path> unformatted = files.parallelStream().filter(this::unformatted).toList();

    // Then
    if (!unformatted.isEmpty() && !APPLY) {
      fail(
          "not formatted:%n  %s%nrepair with: %s",
          String.join("\n  ", unformatted.stream().map(f -> "" + ROOT.relativize(f)).toList()),
          REPAIR);
    }
  }

  private boolean unformatted(Path file) {
    try {
      String source = Files.readString(file);
      String formatted = StringWrapper.wrap(formatter.formatSourceAndFixImports(source), formatter);
      if (APPLY && !formatted.equals(source)) {
        Files.writeString(file, formatted);
      }
      return !formatted.equals(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatterException e) {
      throw new IllegalStateException("cannot format " + file + ": " + e.getMessage(), e);
    }
  }

  /** All but build outputs, fetched code and hidden directories. */
  private static List<Path> javaFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = String.valueOf(directory.getFileName());
            return !directory.equals(ROOT) && (FOREIGN.contains(name) || name.startsWith("."))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static String self() {
    return "tests/format/src/test/java/dev/mneme/format/FormatTest.java";
  }
}
