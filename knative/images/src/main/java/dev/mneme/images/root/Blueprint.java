// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import dev.mneme.images.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an image is made of and how it is run.
 *
 * @param program that it runs
 * @param parts in the order of layers: what seldom changes first
 * @param natives whether it has native libraries of its own
 */
public record Blueprint(Program program, List<Part> parts, boolean natives) {
  /** Where the JVM finds what it has learnt in training, below the image's root. */
  public static final Path CACHE = Jars.FOLDER.resolve("mneme.aot");

  /**
   * Where the command line is run, below the image's root. It names its jar as seen from there,
   * because the cache remembers by which names jars were found in training: one that leads nowhere
   * later is resolved again for each of thousands of classes, at every start.
   */
  public static final Path DIRECTORY = Jars.FOLDER;

  public Blueprint {
    parts = List.copyOf(parts);
  }

  /** With one more part, above the others. */
  public Blueprint with(Part part) {
    List<Part> more = new ArrayList<>(parts);
    more.add(part);
    return new Blueprint(program, more, natives);
  }

  /** Whether the JVM has something to find at {@link #CACHE}. */
  public boolean trained() {
    return has(CACHE);
  }

  /**
   * The command line of the container, to be run in its {@link #DIRECTORY}.
   *
   * @param root of its file system: {@code /}, or a folder of this machine that holds a copy
   */
  public List<String> line(Path root) {
    List<String> options =
        trained() ? List.of("-XX:AOTCache=" + root.resolve(CACHE)) : List.<String>of();
    return line(root, options);
  }

  /**
   * The same with other options for the cache.
   *
   * @param cache options of the JVM
   */
  public List<String> line(Path root, List<String> cache) {
    List<String> line = new ArrayList<>();
    line.add(root.resolve(JavaRuntime.HOME).resolve("bin/java").toString());
    line.addAll(program.options());
    if (natives) {
      line.add("-D" + OnnxRuntime.PROPERTY + "=" + root.resolve(OnnxRuntime.FOLDER));
    }
    if (has(EmbeddingModel.FILE)) {
      line.add("-D" + EmbeddingModel.PROPERTY + "=" + root.resolve(EmbeddingModel.FILE));
    }
    line.addAll(cache);
    line.addAll(List.of("-jar", DIRECTORY.relativize(Jars.jar(program)).toString()));
    return List.copyOf(line);
  }

  /** What the container is told besides what its manifest tells it. */
  public Map<String, String> environment() {
    return has(Decoder.PROGRAM) ? Map.of(Decoder.SETTING, "/" + Decoder.PROGRAM) : Map.of();
  }

  private boolean has(Path file) {
    return parts.stream().anyMatch(part -> Files.exists(part.folder().resolve(file)));
  }

  /** Who a container runs as: user and group. */
  public static String user() {
    return SystemFiles.USER + ":" + SystemFiles.USER;
  }
}
