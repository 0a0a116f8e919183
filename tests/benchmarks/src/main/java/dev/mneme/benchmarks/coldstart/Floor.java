// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.coldstart;

import dev.mneme.images.program.Program;
import dev.mneme.images.rehearsal.Actor;
import dev.mneme.images.rehearsal.Call;
import dev.mneme.images.root.Tool;
import dev.mneme.servers.Home;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The echo in a jar of its own, with what its JVM learnt about it. */
final class Floor {
  /** What it is asked; any event would do. */
  static final Call QUESTION =
      new Call(
          "/",
          Map.of(
              "ce-specversion", "1.0",
              "ce-type", "dev.mneme.text.captured.v1",
              "ce-id", "1",
              "ce-source", "/bench",
              "Content-Type", "application/json"),
          "{\"text\": \"echo\"}".getBytes(StandardCharsets.UTF_8),
          "echo");

  private static final String HEAP = "-Xmx512m";

  private final Path java;
  private final Path jar;
  private final Path folder;
  private final Home home;

  /**
   * @param java of an image
   */
  Floor(Path java, Home home) throws IOException {
    this.java = java;
    this.home = home;
    this.folder = home.data("floor");
    this.jar = folder.resolve("echo.jar");
    write();
  }

  /** The command line with the options of a program; trains it first. */
  List<String> line(Program program) throws IOException, InterruptedException {
    Path record = folder.resolve(program.id() + ".record");
    Path cache = folder.resolve(program.id() + ".aot");
    try (HttpClient http = HttpClient.newHttpClient();
        Actor echo =
            Actor.start(
                home,
                "floor",
                training(program, "-XX:AOTMode=record", "-XX:AOTConfiguration=" + record),
                Map.of(),
                folder)) {
      QUESTION.send(http, echo.uri());
    }
    Tool.run(
        training(
            program,
            "-XX:AOTMode=create",
            "-XX:AOTConfiguration=" + record,
            "-XX:AOTCache=" + cache),
        Map.of());
    return line(program, List.of("-XX:AOTCache=" + cache));
  }

  private List<String> training(Program program, String... more) {
    List<String> options = new ArrayList<>(List.of(HEAP));
    options.addAll(program.trainingOptions());
    options.addAll(List.of(more));
    return line(program, options);
  }

  private List<String> line(Program program, List<String> more) {
    List<String> line = new ArrayList<>(List.of(java.toString()));
    line.addAll(program.options());
    line.addAll(more);
    line.addAll(List.of("-jar", jar.toString()));
    return line;
  }

  private void write() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
    String resource = Echo.class.getName().replace('.', '/') + ".class";
    try (InputStream in =
            Objects.requireNonNull(Echo.class.getResourceAsStream("/" + resource), resource);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry(resource));
      in.transferTo(out);
      out.closeEntry();
    }
  }
}
