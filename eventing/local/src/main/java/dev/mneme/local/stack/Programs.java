// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How our own programs are run. */
final class Programs {
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** What every process of one person's machine has: quick to start, modest in memory. */
  private static final List<String> MODEST =
      List.of(
          "-XX:+UseSerialGC",
          "-Dhttp.maxConnections=64",
          "-Xmx512m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  /** The Vector API needs its module, and the second compiler to be worth anything. */
  private static final List<String> FOR_VECTORS = List.of("--add-modules=jdk.incubator.vector");

  private final Path root;

  /**
   * @param root of the repository, built
   */
  Programs(Path root) {
    this.root = root;
  }

  /** A function, as it was packaged. */
  List<String> function(String name) {
    List<String> line = new ArrayList<>(List.of(JAVA));
    line.addAll(MODEST);
    line.addAll(compiler(name));
    line.addAll(List.of("-jar", new PackagedFunction(root, name).jar().toString()));
    return line;
  }

  /** Those that take work in bulk are worth the second compiler. */
  private static List<String> compiler(String function) {
    return switch (function) {
      case "train" -> FOR_VECTORS;
      case "persist" -> List.of();
      default -> List.of(QUICK);
    };
  }

  /** Another program in a function's jar. */
  List<String> beside(String function, String mainClass) {
    List<String> line = new ArrayList<>(List.of(JAVA));
    line.addAll(MODEST);
    String jar = new PackagedFunction(root, function).jar().toString();
    line.addAll(
        List.of(QUICK, "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", jar, mainClass));
    return line;
  }

  /** A program on the class path of this one. */
  List<String> beside(String mainClass) {
    List<String> line = new ArrayList<>(List.of(JAVA));
    line.addAll(MODEST);
    line.addAll(List.of(QUICK, "-cp", System.getProperty("java.class.path"), mainClass));
    return line;
  }
}
