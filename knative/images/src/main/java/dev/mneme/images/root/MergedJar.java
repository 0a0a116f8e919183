// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * One jar of many. At every start the JVM makes a URL, a manifest and a protection domain for each
 * jar that it has classes of, and the class path opens jar after jar for the first resource.
 *
 * <p>What a library registers with others under a name that they share is joined ({@link Merging}).
 * Two libraries that have something else of one name must have the same, or there is no jar.
 */
final class MergedJar {
  private static final String CLASS = ".class";

  /** A library that asks for its own version reads it from here. */
  private static final String ASKS = "getImplementationVersion";

  private static final List<Attributes.Name> VERSION =
      List.of(
          Attributes.Name.IMPLEMENTATION_TITLE,
          Attributes.Name.IMPLEMENTATION_VERSION,
          Attributes.Name.IMPLEMENTATION_VENDOR);

  private final Path licences;
  private final Map<String, byte[]> entries = new TreeMap<>();
  private final Map<String, String> origins = new HashMap<>();
  private final Manifest manifest = new Manifest();

  private MergedJar(Path licences) {
    this.licences = licences;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /**
   * Writes it.
   *
   * @param jars in the order of the class path
   * @param feature of the JVM: 25
   * @param licences folder for licences and notices, those of each jar in a folder of its name
   * @throws ImageException if two jars have something different under one name
   */
  static void write(List<Path> jars, int feature, Path licences, Path target) throws IOException {
    MergedJar merged = new MergedJar(licences);
    for (Path jar : jars) {
      merged.add(jar, feature);
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target))) {
      out.putNextEntry(ExecutableJar.entry(JarFile.MANIFEST_NAME));
      merged.manifest.write(out);
      out.closeEntry();
      for (Map.Entry<String, byte[]> entry : merged.entries.entrySet()) {
        ExecutableJar.put(
            out, ExecutableJar.entry(entry.getKey()), new ByteArrayInputStream(entry.getValue()));
      }
    }
  }

  private void add(Path file, int feature) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      Attributes version = version(jar);
      for (Map.Entry<String, JarEntry> entry : PlainJar.entries(jar, feature).entrySet()) {
        byte[] content;
        try (InputStream in = jar.getInputStream(entry.getValue())) {
          content = in.readAllBytes();
        }
        add(name, entry.getKey(), content);
        if (!version.isEmpty() && asksForItsVersion(entry.getKey(), content)) {
          String resource = entry.getKey();
          manifest.getEntries().put(resource.substring(0, resource.lastIndexOf('/') + 1), version);
        }
      }
    }
  }

  private void add(String jar, String name, byte[] content) throws IOException {
    switch (Merging.of(name)) {
      case LEFT_OUT -> {}
      case BESIDE -> {
        Path file =
            licences
                .resolve(jar.substring(0, jar.length() - ".jar".length()))
                .resolve(
                    name.startsWith("META-INF/") ? name.substring("META-INF/".length()) : name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
      }
      case LINES -> entries.merge(name, content, Merging::lines);
      case LISTS -> entries.merge(name, content, Merging::lists);
      case ONE -> {
        byte[] other = entries.putIfAbsent(name, content);
        String origin = origins.putIfAbsent(name, jar);
        if (other != null && !Arrays.equals(other, content)) {
          throw new ImageException(
              "%s: expected one content, found one in %s and another in %s"
                  .formatted(name, origin, jar));
        }
      }
    }
  }

  private static boolean asksForItsVersion(String name, byte[] content) {
    return name.endsWith(CLASS) && new String(content, StandardCharsets.ISO_8859_1).contains(ASKS);
  }

  private static Attributes version(JarFile jar) throws IOException {
    Attributes kept = new Attributes();
    Manifest whole = jar.getManifest();
    if (whole != null) {
      VERSION.forEach(
          name -> {
            String value = whole.getMainAttributes().getValue(name);
            if (value != null) {
              kept.put(name, value);
            }
          });
    }
    return kept;
  }
}
