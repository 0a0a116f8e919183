// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import dev.mneme.images.program.Program;
import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program's executable jar, taken apart: a nested jar is slower to start from than plain ones.
 * Other people's jars, which seldom change, are a part of their own, and so are native libraries,
 * which a read-only file system gives no place to unpack, and the embedding model.
 */
final class Jars {
  /** Where they lie in an image. */
  static final Path FOLDER = Path.of("app");

  private static final String LIBRARIES = "lib";

  /** Other people's jars as one. */
  private static final String MERGED = LIBRARIES + "/libraries.jar";

  private static final Path LICENCES = Path.of("usr/share/licenses");
  private static final String OURS = "mneme-";

  /** What takes an executable jar apart has no use in an image. */
  private static final String TOOLS = "spring-boot-jarmode-tools-";

  private final Path root;
  private final Program program;
  private final Path java;
  private final Path folder;

  /**
   * @param root of the repository, built
   * @param java home of the Java that the image has
   * @param folder for the parts
   */
  Jars(Path root, Program program, Path java, Path folder) {
    this.root = root;
    this.program = program;
    this.java = java;
    this.folder = folder;
  }

  /** In an image, below its root. */
  static Path jar(Program program) {
    return FOLDER.resolve(program.image() + ".jar");
  }

  /**
   * Native libraries and a model if there are any, other people's jars as one, and ours.
   *
   * @throws ImageException if the program was not built
   */
  List<Part> parts() {
    Path natives = folder.resolve("native");
    Path model = folder.resolve("model");
    Path others = folder.resolve("libraries");
    Path ours = folder.resolve("application");
    try {
      for (Path part : List.of(natives, model, others, ours)) {
        Trees.delete(part);
      }
      Path theirJars = Files.createDirectories(others.resolve(FOLDER).resolve(LIBRARIES));
      Path ourJars = Files.createDirectories(ours.resolve(FOLDER).resolve(LIBRARIES));
      extract(ours, others);
      boolean unpacked = OnnxRuntime.unpack(theirJars, natives);
      boolean optimized = EmbeddingModel.optimize(java, theirJars, ourJars, natives, model);
      merge(theirJars, others);
      List<Part> parts = new ArrayList<>();
      if (unpacked) {
        parts.add(new Part("native", natives).sealed());
      }
      if (optimized) {
        parts.add(new Part("model", model).sealed());
      }
      parts.add(new Part("libraries", others).sealed());
      parts.add(new Part("application", ours).sealed());
      return List.copyOf(parts);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot take apart " + program.id(), e);
    }
  }

  /** The jar with all it needs, as Maven left it. */
  static Path packaged(Path root, Program program) {
    Path target = root.resolve(program.module()).resolve("target");
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(target, program.image() + "-*-exec.jar")) {
        for (Path jar : found) {
          return jar;
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + target, e);
      }
    }
    throw new ImageException(
        "%s was not built: no %s-*-exec.jar in %s"
            .formatted(program.id(), program.image(), target));
  }

  /**
   * The jars that an image is made of, as the build had them.
   *
   * @return SHA-256, in hexadecimal digits, by file name
   */
  static SortedMap<String, String> hashes(Path root, Program program) {
    SortedMap<String, String> hashes = new TreeMap<>();
    Path file = packaged(root, program);
    try (ExecutableJar packaged = new ExecutableJar(file)) {
      for (String name : libraries(packaged)) {
        hashes.put(name, packaged.hash(name));
      }
      return hashes;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static List<String> libraries(ExecutableJar packaged) {
    return packaged.libraries().stream().filter(name -> !name.startsWith(TOOLS)).toList();
  }

  private void extract(Path ours, Path others) throws IOException {
    try (ExecutableJar packaged = new ExecutableJar(packaged(root, program))) {
      List<String> libraries = libraries(packaged);
      for (String name : libraries) {
        Path part = name.startsWith(OURS) ? ours : others;
        packaged.copy(name, part.resolve(FOLDER).resolve(LIBRARIES).resolve(name));
      }
      Stream<String> ourLibraries =
          libraries.stream()
              .filter(name -> name.startsWith(OURS))
              .map(name -> LIBRARIES + "/" + name);
      packaged.application(
          ours.resolve(jar(program)), Stream.concat(ourLibraries, Stream.of(MERGED)).toList());
    }
  }

  /** In the order of their names, in place of the jars themselves. */
  private static void merge(Path jars, Path part) throws IOException {
    List<Path> sorted;
    try (Stream<Path> files = Files.list(jars)) {
      sorted = files.sorted().toList();
    }
    Path merged = part.resolve(FOLDER).resolve(MERGED);
    MergedJar.write(sorted, Runtime.version().feature(), part.resolve(LICENCES), merged);
    for (Path jar : sorted) {
      Files.delete(jar);
    }
  }
}
