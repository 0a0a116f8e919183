// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

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
        extract(jar, INSIDE + platform() + "/", target);
        SmallerJar.without(name -> name.startsWith(INSIDE), jar);
        return true;
      }
    }
    return false;
  }

  private static void extract(Path jar, String wanted, Path target) throws IOException {
    try (ZipFile libraries = new ZipFile(jar.toFile())) {
      Enumeration<? extends ZipEntry> entries = libraries.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory() && entry.getName().startsWith(wanted)) {
          try (InputStream content = libraries.getInputStream(entry)) {
            Files.copy(content, target.resolve(entry.getName().substring(wanted.length())));
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
