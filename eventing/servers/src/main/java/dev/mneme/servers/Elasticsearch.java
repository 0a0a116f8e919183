// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Elasticsearch, put together of what the registry has of it: the node's libraries and its HTTP
 * transport. The launcher and the analyzer of English, which it lacks, are compiled against them.
 */
final class Elasticsearch {
  private static final String DESCRIPTOR = "plugin-descriptor.properties";

  private Elasticsearch() {}

  static void fetch(Packages packages, Path directory) throws IOException {
    packages.parts(Lock.of("elasticsearch"), directory);
    String version = Pins.version("elasticsearch");
    Path transport = directory.resolve("modules/transport-netty4");
    Path jar = transport.resolve("transport-netty4-" + version + ".jar");
    Archives.copyOne(
        jar, "META-INF/es-plugins/transport-netty4/" + DESCRIPTOR, transport.resolve(DESCRIPTOR));

    compile(directory, "Launcher.java", directory.resolve("launcher"));
    Path english = Files.createDirectories(directory.resolve("modules/analysis-english"));
    Path classes = directory.resolve("english");
    compile(directory, "EnglishPlugin.java", classes);
    run(
        "jar",
        "--create",
        "--file=" + english.resolve("analysis-english.jar"),
        "-C",
        classes.toString(),
        ".");
    Trees.delete(classes);
    Files.writeString(
        english.resolve(DESCRIPTOR),
        """
        name=analysis-english
        description=analysis-english
        version=%1$s
        elasticsearch.version=%1$s
        java.version=21
        classname=dev.mneme.elasticsearch.EnglishPlugin
        """
            .formatted(version));
  }

  private static void compile(Path directory, String name, Path output) throws IOException {
    Path source = directory.resolve(name);
    try (InputStream in = Elasticsearch.class.getResourceAsStream("elasticsearch/" + name)) {
      Files.copy(Objects.requireNonNull(in, name), source);
    }
    run(
        "javac",
        "-nowarn",
        "-proc:none",
        "-cp",
        jars(directory.resolve("lib")),
        "-d",
        output.toString(),
        source.toString());
    Files.delete(source);
  }

  /** One by one: the compiler that is called in place knows no wild cards. */
  private static String jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static void run(String tool, String... arguments) {
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed);
    int status =
        ToolProvider.findFirst(tool)
            .orElseThrow(() -> new ServerException("Elasticsearch needs " + tool + " of a JDK"))
            .run(out, out, arguments);
    if (status != 0) {
      throw new ServerException(tool + " " + List.of(arguments) + " failed: " + printed);
    }
  }
}
