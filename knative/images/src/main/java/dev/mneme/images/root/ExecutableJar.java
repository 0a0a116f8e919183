// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A jar with all that its program needs, as Spring Boot nests it. Its own tools mode would want
 * Spring among the libraries, which not every program has.
 */
final class ExecutableJar implements AutoCloseable {
  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final Attributes.Name PROGRAM = new Attributes.Name("Start-Class");

  private final JarFile jar;

  ExecutableJar(Path file) throws IOException {
    this.jar = new JarFile(file.toFile());
  }

  /** File names of the libraries, sorted. */
  List<String> libraries() {
    return jar.stream()
        .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(LIBRARIES))
        .map(entry -> entry.getName().substring(LIBRARIES.length()))
        .sorted()
        .toList();
  }

  /** Copies one library. */
  void copy(String library, Path target) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(LIBRARIES + library))) {
      Files.copy(in, target);
    }
  }

  /** SHA-256 of one library, in hexadecimal digits. */
  String hash(String library) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(LIBRARIES + library))) {
      return HexFormat.of().formatHex(Fingerprint.sha256().digest(in.readAllBytes()));
    }
  }

  /**
   * Writes a plain jar of the program's own classes.
   *
   * @param classPath relative to it
   */
  void application(Path target, List<String> classPath) throws IOException {
    List<JarEntry> classes =
        Collections.list(jar.entries()).stream()
            .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(CLASSES))
            .sorted(Comparator.comparing(JarEntry::getName))
            .toList();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(target))) {
      out.putNextEntry(entry(JarFile.MANIFEST_NAME));
      manifest(classPath).write(out);
      out.closeEntry();
      for (JarEntry entry : classes) {
        try (InputStream in = jar.getInputStream(entry)) {
          put(out, entry(entry.getName().substring(CLASSES.length())), in);
        }
      }
    }
  }

  private Manifest manifest(List<String> classPath) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, jar.getManifest().getMainAttributes().get(PROGRAM));
    main.put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
    return manifest;
  }

  /** An entry with the time of all files, so that the same input gives the same bytes. */
  static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(Part.TIME.atOffset(ZoneOffset.UTC).toLocalDateTime());
    return entry;
  }

  /** Writes a whole entry. */
  static void put(ZipOutputStream jar, ZipEntry entry, InputStream content) throws IOException {
    jar.putNextEntry(entry);
    content.transferTo(jar);
    jar.closeEntry();
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
