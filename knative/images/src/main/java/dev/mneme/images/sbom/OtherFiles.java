// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.sbom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;

/** What comes from no Maven repository: the Java runtime, and native libraries, told by hash. */
final class OtherFiles {
  private OtherFiles() {}

  /**
   * @param release the runtime's own file about itself
   */
  static Component java(Path release) throws IOException {
    Properties about = new Properties();
    try (var in = Files.newBufferedReader(release)) {
      about.load(in);
    }
    String version = about.getProperty("JAVA_VERSION", "").replace("\"", "");
    Component java = new Component();
    java.setType(Component.Type.PLATFORM);
    java.setName("openjdk");
    java.setVersion(version);
    java.setPurl("pkg:generic/openjdk@" + version);
    java.setBomRef("openjdk@" + version);
    return java;
  }

  static Component library(Path root, Path file) throws IOException {
    Component library = new Component();
    library.setType(Component.Type.FILE);
    library.setName("/" + root.relativize(file));
    library.addHash(hash(file));
    library.setBomRef("/" + root.relativize(file));
    return library;
  }

  /** SHA-256 of a file. */
  private static Hash hash(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return new Hash(Hash.Algorithm.SHA_256, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
