// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a program as a shell would, without starting anything. */
final class ProgramPath {
  private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

  private ProgramPath() {}

  static Optional<Path> find(Path program) {
    Stream<Path> candidates =
        program.getNameCount() > 1 || program.isAbsolute()
            ? Stream.of(program)
            : SEPARATOR
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(program));
    return candidates
        .map(Path::toAbsolutePath)
        .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
        .findFirst();
  }
}
