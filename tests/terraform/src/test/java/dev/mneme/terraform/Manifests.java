// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The YAML files below {@code knative/}. */
record Manifests(Path directory) {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  /** All documents of a file. */
  List<JsonNode> documents(String file) {
    return Stream.of(Configuration.text(directory.resolve(file)).split("(?m)^---\\s*$"))
        .filter(document -> document.lines().anyMatch(l -> !l.isBlank() && !l.startsWith("#")))
        .map(YAML::readTree)
        .toList();
  }

  /** The document of a kind in a file. */
  JsonNode document(String file, String kind) {
    return documents(file).stream()
        .filter(document -> document.path("kind").asString("").equals(kind))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(file + ": no " + kind));
  }
}
