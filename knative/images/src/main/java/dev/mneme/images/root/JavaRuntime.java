// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * A JDK 25 with the modules that the programs use and no other. Made anew only for another JDK or
 * another list: its own mark says what it was made of.
 */
final class JavaRuntime {
  /** Where it lies in an image. */
  static final Path HOME = Path.of("opt/java");

  /**
   * What {@code jdeps} finds the programs and their libraries to need, less what only libraries for
   * a screen or a script engine need; and what is looked up by name: {@code jdk.crypto.ec} and
   * {@code jdk.naming.dns} for TLS and for mongodb+srv, {@code jdk.zipfs} for jars.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.compiler",
          "java.desktop",
          "java.instrument",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.prefs",
          "java.scripting",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.httpserver",
          "jdk.incubator.vector",
          "jdk.jfr",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  /** Of java.desktop only its beans are used: these would need a screen's libraries. */
  private static final String DESKTOP =
      "lib{awt,awt_headless,awt_xawt,fontmanager,freetype,javajpeg,jawt,jsound,lcms,mlib_image,"
          + "splashscreen}.so";

  private final Path home;
  private final Path folder;

  /**
   * @param home of the JDK that it is made from
   * @param folder for the part, and the mark beside it
   */
  JavaRuntime(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  Part part() {
    try {
      Path mark = folder.resolveSibling(folder.getFileName() + ".made");
      String made = Files.readString(home.resolve("release")) + MODULES;
      if (!Files.exists(mark) || !Files.readString(mark).equals(made)) {
        Trees.delete(folder);
        link();
        Files.writeString(mark, made);
      }
      return new Part("java", folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a Java runtime in " + folder, e);
    }
  }

  private void link() throws IOException {
    Path target = folder.resolve(HOME);
    Files.createDirectories(target.getParent());
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed);
    int exit =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new ImageException("no jlink in " + home + ": expected a JDK 25"))
            .run(
                out,
                out,
                "--add-modules",
                String.join(",", MODULES),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                target.toString());
    if (exit != 0) {
      throw new ImageException("jlink failed: " + printed);
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(target.resolve("lib"), DESKTOP)) {
      for (Path library : found) {
        Files.delete(library);
      }
    }
    new Part("java", folder).sealed();
  }
}
