// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A jar as a class path of one JVM sees it: of each class and resource the one version that this
 * JVM loads, and no signatures. The JVM's cache takes no class of a signed jar, nor one of a
 * multi-release jar's versions, and verifies and looks for them at every start.
 */
final class PlainJar {
  private static final Pattern SIGNATURE =
      Pattern.compile("META-INF/(SIG-.*|[^/]*\\.(SF|DSA|RSA|EC))", Pattern.CASE_INSENSITIVE);
  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/([1-9]\\d*)/(.+)");

  private PlainJar() {}

  /**
   * Its entries by the names that the class path knows them by, sorted.
   *
   * @param feature of the JVM: 25
   */
  static Map<String, JarEntry> entries(JarFile jar, int feature) {
    Map<String, JarEntry> chosen = new TreeMap<>();
    Map<String, Integer> versions = new HashMap<>();
    for (JarEntry entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
      String name = entry.getName();
      Matcher versioned = VERSIONED.matcher(name);
      int version = 0;
      if (versioned.matches()) {
        version = Integer.parseInt(versioned.group(1));
        name = versioned.group(2);
      }
      if (version <= feature
          && !SIGNATURE.matcher(name).matches()
          && versions.getOrDefault(name, -1) < version) {
        chosen.put(name, entry);
        versions.put(name, version);
      }
    }
    return chosen;
  }
}
