// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library as one JVM sees it: of the versions of a class (JEP 238) the one it would load, and no
 * signatures. The JVM's cache takes no class of a signed jar, and none of another version.
 */
final class PlainJar {
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/(SIG-.*|[^/]*\\.(SF|DSA|RSA|EC))", Pattern.CASE_INSENSITIVE);
  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/([1-9]\\d*)/(.+)");
  private static final String MODULE = "module-info.class";

  private PlainJar() {}

  /**
   * Makes a jar plain where it lies, unless it is.
   *
   * @param feature of the JVM: 25
   */
  static void make(Path file, int feature) throws IOException {
    Path plain = file.resolveSibling(file.getFileName() + ".plain");
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      List<JarEntry> entries =
          jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::new).toList();
      if (entries.stream().noneMatch(PlainJar::special)) {
        return;
      }
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(plain))) {
        out.putNextEntry(ExecutableJar.entry(JarFile.MANIFEST_NAME));
        manifest(jar).write(out);
        out.closeEntry();
        for (Map.Entry<String, JarEntry> entry : chosen(entries, feature).entrySet()) {
          try (InputStream in = jar.getInputStream(entry.getValue())) {
            ExecutableJar.put(out, ExecutableJar.entry(entry.getKey()), in);
          }
        }
      }
    }
    Files.move(plain, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean special(JarEntry entry) {
    return SIGNATURE.matcher(entry.getName()).matches()
        || VERSIONED.matcher(entry.getName()).matches();
  }

  /** By the name that the class path will know them by. */
  private static Map<String, JarEntry> chosen(List<JarEntry> entries, int feature) {
    Map<String, JarEntry> chosen = new TreeMap<>();
    Map<String, Integer> versions = new TreeMap<>();
    for (JarEntry entry : entries) {
      String name = entry.getName();
      Matcher versioned = VERSIONED.matcher(name);
      int version = 0;
      if (versioned.matches()) {
        version = Integer.parseInt(versioned.group(1));
        name = versioned.group(2);
      }
      boolean ours = version <= feature && !name.equals(JarFile.MANIFEST_NAME);
      if (ours
          && !SIGNATURE.matcher(name).matches()
          && !(version > 0 && name.equals(MODULE))
          && versions.getOrDefault(name, -1) < version) {
        chosen.put(name, entry);
        versions.put(name, version);
      }
    }
    return chosen;
  }

  /** Digests of entries stand in sections of their own; what stands there besides is kept. */
  private static Manifest manifest(JarFile jar) throws IOException {
    Manifest manifest = jar.getManifest();
    if (manifest == null) {
      manifest = new Manifest();
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }
    manifest.getMainAttributes().remove(Attributes.Name.MULTI_RELEASE);
    manifest
        .getEntries()
        .values()
        .forEach(section -> section.keySet().removeIf(key -> key.toString().endsWith("-Digest")));
    manifest.getEntries().values().removeIf(Attributes::isEmpty);
    return manifest;
  }
}
