// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Files of the repository that the manifests are held against. */
final class Repository {
  private static final Path ROOT = Path.of(System.getProperty("mneme.root"));

  private Repository() {}

  static Path file(String path) {
    return ROOT.resolve(path);
  }

  static String text(String path) {
    try {
      return Files.readString(file(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file with one YAML document. */
  static JsonNode yaml(String path) {
    return Manifests.YAML.readTree(text(path));
  }

  /** A file of {@code KEY=value} lines, as kustomize reads it. */
  static Map<String, String> env(String path) {
    Map<String, String> values = new LinkedHashMap<>();
    text(path)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(
            line ->
                values.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    return values;
  }
}
