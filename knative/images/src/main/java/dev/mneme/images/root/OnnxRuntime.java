// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * ONNX Runtime carries its libraries for six platforms in its jar and unpacks those of one at every
 * start. An image has them unpacked, and a jar without any.
 */
final class OnnxRuntime {
  /** Where they lie in an image. */
  static final Path FOLDER = Path.of("opt/native");

  /** What tells it where. */
  static final String PROPERTY = "onnxruntime.native.path";

  private static final String JAR = "onnxruntime-*.jar";
  private static final String INSIDE = "ai/onnxruntime/native/";
  private static final Map<String, String> PLATFORMS =
      Map.of("amd64", "linux-x64", "aarch64", "linux-aarch64");

  private OnnxRuntime() {}

  /**
   * Moves the libraries of this machine's kind out of the jar, and drops the others.
   *
   * @param jars folder that may hold the jar
   * @param part folder for the libraries
   * @return whether there was such a jar
   */
  static boolean unpack(Path jars, Path part) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(jars, JAR)) {
      for (Path jar : found) {
        Path target = Files.createDirectories(part.resolve(FOLDER));
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        split(jar, fresh, target);
        Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
        return true;
      }
    }
    return false;
  }

  private static void split(Path jar, Path fresh, Path target) throws IOException {
    String wanted = INSIDE + platform() + "/";
    try (ZipFile old = new ZipFile(jar.toFile());
        ZipOutputStream without = new ZipOutputStream(Files.newOutputStream(fresh))) {
      Enumeration<? extends ZipEntry> entries = old.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName();
        if (entry.isDirectory()) {
          continue;
        }
        try (InputStream content = old.getInputStream(entry)) {
          if (!name.startsWith(INSIDE)) {
            ExecutableJar.put(without, ExecutableJar.entry(name), content);
          } else if (name.startsWith(wanted)) {
            Files.copy(content, target.resolve(name.substring(wanted.length())));
          }
        }
      }
    }
  }

  private static String platform() {
    String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String platform = PLATFORMS.get(architecture);
    if (platform == null) {
      throw new ImageException(
          "os.arch: expected one of " + PLATFORMS.keySet() + ", found \"" + architecture + "\"");
    }
    return platform;
  }
}
