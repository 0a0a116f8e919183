// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A tool of this machine, run to its end. */
public final class Tool {
  private Tool() {}

  /**
   * What it printed, run where this process is.
   *
   * @param environment added to this process's
   * @throws ImageException if it cannot be run, or does not exit 0
   */
  public static String run(List<String> line, Map<String, String> environment) {
    return run(line, environment, Path.of("").toAbsolutePath());
  }

  /** The same, run in a directory. */
  public static String run(List<String> line, Map<String, String> environment, Path directory) {
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      try (var out = process.getInputStream()) {
        process.getOutputStream().close();
        String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new ImageException(
              String.join(" ", line)
                  + ": exit code "
                  + process.exitValue()
                  + ": "
                  + printed.strip());
        }
        return printed;
      }
    } catch (IOException e) {
      throw new ImageException("cannot run " + line.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("interrupted while running " + line.getFirst(), e);
    }
  }
}
