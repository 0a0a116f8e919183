// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A jar without what an image has elsewhere. */
final class SmallerJar {
  private SmallerJar() {}

  /** Leaves entries out of a jar where it lies. */
  static void without(Predicate<String> names, Path jar) throws IOException {
    Path smaller = jar.resolveSibling(jar.getFileName() + ".new");
    try (ZipFile old = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(smaller))) {
      Enumeration<? extends ZipEntry> entries = old.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory() && !names.test(entry.getName())) {
          try (InputStream content = old.getInputStream(entry)) {
            ExecutableJar.put(out, ExecutableJar.entry(entry.getName()), content);
          }
        }
      }
    }
    Files.move(smaller, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
