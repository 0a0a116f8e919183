// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program of this machine that is run to its end, such as pip or npm. */
final class Tool {
  private static final int SHOWN_OUTPUT = 400;

  private Tool() {}

  /** The first of the names that is a program on the PATH. */
  static Optional<Path> find(String... names) {
    return findOn(String.valueOf(System.getenv("PATH")), names);
  }

  /** The first of the names that is a program in one of the directories of a search path. */
  static Optional<Path> findOn(String searchPath, String... names) {
    List<Path> directories =
        Pattern.compile(Pattern.quote(java.io.File.pathSeparator))
            .splitAsStream(searchPath)
            .filter(directory -> !directory.isEmpty())
            .map(Path::of)
            .toList();
    return Stream.of(names)
        .flatMap(name -> directories.stream().map(directory -> directory.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs a program in {@code directory}.
   *
   * @return what it printed, both streams together
   * @throws ServerException if it fails or takes longer than {@code limit}
   */
  static String run(Path directory, Duration limit, List<String> command) {
    try {
      Path output = Files.createTempFile("mneme-", ".out");
      try {
        return run(directory, limit, command, output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new ServerException("cannot run " + String.join(" ", command) + ": " + e, e);
    }
  }

  private static String run(Path directory, Duration limit, List<String> command, Path output)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ServerException(String.join(" ", command) + " took longer than " + limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while running " + command.getFirst(), e);
    } finally {
      process.destroyForcibly();
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8).strip();
    if (process.exitValue() != 0) {
      throw new ServerException(
          String.join(" ", command)
              + " failed with exit code "
              + process.exitValue()
              + ": "
              + printed.substring(Math.max(0, printed.length() - SHOWN_OUTPUT)));
    }
    return printed;
  }
}
