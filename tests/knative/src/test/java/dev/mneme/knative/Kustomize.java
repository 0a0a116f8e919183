// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tool itself, {@code kubectl kustomize} or {@code kustomize build}, once for each folder. */
final class Kustomize {
  private static final Map<String, Manifests> BUILT = new ConcurrentHashMap<>();

  private Kustomize() {}

  /**
   * The objects of a folder with a kustomization.
   *
   * @param folder below the repository's root
   */
  static Manifests built(String folder) {
    return BUILT.computeIfAbsent(folder, Kustomize::build);
  }

  private static Manifests build(String folder) {
    try {
      ProcessBuilder builder = new ProcessBuilder(line(Repository.file(folder).toString()));
      Path errors = Files.createTempFile("kustomize", ".txt");
      builder.redirectError(errors.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      String built;
      try (var out = process.getInputStream()) {
        built = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      }
      int exit = process.waitFor();
      String told = Files.readString(errors);
      Files.delete(errors);
      // A warning is about something that will not work one day, so it counts as an error.
      if (exit != 0 || !told.isBlank()) {
        throw new AssertionError(folder + ": exit " + exit + ": " + told);
      }
      return Manifests.parse(built);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> line(String folder) {
    if (there("kubectl")) {
      return List.of("kubectl", "kustomize", folder);
    }
    if (there("kustomize")) {
      return List.of("kustomize", "build", folder);
    }
    throw new AssertionError("expected kubectl or kustomize on the PATH, found none; see .ci/run");
  }

  private static boolean there(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
