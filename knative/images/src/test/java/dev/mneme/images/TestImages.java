// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images;

import dev.mneme.images.oci.Layout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code ./mneme images} does, and what it leaves, as a test sees it. */
final class TestImages {
  private static final JsonMapper JSON = JsonMapper.shared();

  private TestImages() {}

  /** Exit code and all that was printed. */
  record Ran(int exit, String printed) {}

  static Ran run(String... arguments) {
    return run(Map.of(), arguments);
  }

  static Ran run(Map<String, String> environment, String... arguments) {
    StringWriter printed = new StringWriter();
    PrintWriter writer = new PrintWriter(printed);
    int exit = Images.commandLine(environment).setOut(writer).setErr(writer).execute(arguments);
    return new Ran(exit, printed.toString());
  }

  /** The image's manifest. */
  static JsonNode manifest(Layout layout, String name) throws Exception {
    for (JsonNode image : JSON.readTree(layout.folder().resolve("index.json")).path("manifests")) {
      if (image
          .path("annotations")
          .path("org.opencontainers.image.ref.name")
          .asString()
          .equals(name)) {
        return blob(layout, image.path("digest").asString());
      }
    }
    throw new AssertionError("no image " + name + " in " + layout.folder());
  }

  static JsonNode blob(Layout layout, String digest) throws Exception {
    return JSON.readTree(Files.readString(layout.blob(digest), StandardCharsets.UTF_8));
  }

  /** Files relative to a folder, sorted. */
  static List<Path> files(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      return new ArrayList<>(
          files.filter(Files::isRegularFile).map(folder::relativize).sorted().toList());
    }
  }
}
