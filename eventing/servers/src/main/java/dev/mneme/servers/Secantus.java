// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * SecantusDB with all it needs, kept apart from whatever else is installed for its interpreter.
 *
 * @param python the interpreter
 * @param installation what {@link #fetch} filled
 */
record Secantus(Path python, Path installation) {
  private static final String FIRST_USER = "first_user.py";

  /** Installs what the lock lists, and nothing else. */
  static void fetch(Packages packages, Path directory) throws IOException {
    packages.wheels("secantus", directory.resolve("lib"));
    try (InputStream in = Secantus.class.getResourceAsStream(FIRST_USER)) {
      Files.copy(Objects.requireNonNull(in, FIRST_USER), directory.resolve(FIRST_USER));
    }
  }

  /** The command line that serves. */
  List<String> server(List<String> arguments) {
    List<String> program = new ArrayList<>(List.of("-m", "secantus"));
    program.addAll(arguments);
    return line(program);
  }

  /** The command line that makes a store with its first user, who may do everything in it. */
  List<String> firstUser(Path store, String user, Path passwordFile) {
    return line(
        List.of(
            installation.resolve(FIRST_USER).toString(),
            store.toString(),
            user,
            passwordFile.toString()));
  }

  private List<String> line(List<String> program) {
    List<String> line =
        new ArrayList<>(
            List.of("env", "PYTHONPATH=" + installation.resolve("lib"), python.toString(), "-s"));
    line.addAll(program);
    return line;
  }
}
