// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Small jars, of texts. */
final class TestJars {
  private TestJars() {}

  /** Writes one of another version each time that it has another name. */
  static Path write(Path file, Map<String, String> entries) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    manifest
        .getMainAttributes()
        .put(Attributes.Name.IMPLEMENTATION_VERSION, "of " + file.getFileName());
    Attributes digested = new Attributes();
    digested.putValue("SHA-256-Digest", "abc=");
    manifest.getEntries().put("a/A.class", digested);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return file;
  }

  /** Everything but the manifest. */
  static Map<String, String> content(Path file) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
          content.put(
              entry.getName(),
              new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return content;
  }
}
