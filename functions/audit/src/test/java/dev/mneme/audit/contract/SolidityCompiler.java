// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/** The compiler out of npm, installed once under {@code target/solc}. */
final class SolidityCompiler {
  private static final Path HOME = Path.of("target", "solc").toAbsolutePath();
  private static final Path SOURCES = Path.of("src", "main", "solidity").toAbsolutePath();

  private SolidityCompiler() {}

  /** Compiles the contract and returns its artifact. */
  static String artifact() throws IOException, InterruptedException {
    Path packages = HOME.resolve("node_modules");
    if (!Files.exists(packages)) {
      Files.createDirectories(HOME);
      copy("package.json");
      copy("package-lock.json");
      run("npm", "ci", "--ignore-scripts");
    }
    return run("node", SOURCES.resolve("compile.js").toString());
  }

  private static void copy(String name) throws IOException {
    Files.copy(SOURCES.resolve(name), HOME.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Path errors = HOME.resolve("errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(HOME.toFile()).redirectError(errors.toFile());
    builder.environment().put("NODE_PATH", HOME.resolve("node_modules").toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "%s failed: %s".formatted(String.join(" ", command), Files.readString(errors)));
    }
    return output;
  }
}
