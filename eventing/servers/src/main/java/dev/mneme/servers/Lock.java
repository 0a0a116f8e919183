// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Every file that a server is put together from: what it is, its SHA-256, and which folder of the
 * installation it belongs in. Nothing that is not in the list comes in.
 */
record Lock(List<Part> parts) {
  /** The list in the resource {@code <name>.lock}. */
  static Lock of(String name) {
    return parse(new String(text(name), StandardCharsets.UTF_8));
  }

  static byte[] text(String name) {
    try (InputStream in = Lock.class.getResourceAsStream(name + ".lock")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Lock parse(String text) {
    return new Lock(
        text.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Part::parse)
            .toList());
  }

  /** A project that depends on exactly these, and on nothing that they depend on. */
  String pom() {
    return """
    <project>
      <modelVersion>4.0.0</modelVersion>
      <groupId>dev.mneme</groupId>
      <artifactId>parts</artifactId>
      <version>1</version>
      <dependencies>
    %s  </dependencies>
    </project>
    """
        .formatted(parts.stream().map(Part::dependency).collect(Collectors.joining()));
  }

  /**
   * One artifact of a Maven repository.
   *
   * @param folder of the installation
   * @param type {@code jar} or {@code zip}
   * @param sha256 hex, lower case
   */
  record Part(
      String folder, String group, String artifact, String version, String type, String sha256) {
    private static Part parse(String line) {
      String[] words = line.strip().split(" +", -1);
      String[] names = words.length == 3 ? words[1].split(":", -1) : new String[0];
      if (names.length != 4 || !words[2].matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "lock: expected \"folder group:artifact:type:version sha256\", found \"" + line + '"');
      }
      return new Part(words[0], names[0], names[1], names[3], names[2], words[2]);
    }

    private String dependency() {
      return """
          <dependency>
            <groupId>%s</groupId>
            <artifactId>%s</artifactId>
            <version>%s</version>
            <type>%s</type>
            <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>
          </dependency>
      """
          .formatted(group, artifact, version, type);
    }

    /** As Maven names the file. */
    String file() {
      return artifact + "-" + version + "." + type;
    }
  }
}
