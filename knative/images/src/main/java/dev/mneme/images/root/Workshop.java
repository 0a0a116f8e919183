// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import dev.mneme.images.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Where the parts of images are made, and kept for the next time where that is safe. */
public final class Workshop {
  private final Path root;
  private final Path folder;

  /**
   * @param root of the repository, built
   * @param folder that everything is made in
   */
  public Workshop(Path root, Path folder) {
    this.root = root;
    this.folder = folder;
    create(folder);
  }

  /** A folder of its own for everything about one program. */
  public Path of(Program program) {
    return create(folder.resolve(program.id()));
  }

  /** A folder for what all programs share. */
  public Path shared() {
    return create(folder.resolve("shared"));
  }

  /** The executable jar of a program, as Maven left it. */
  public Path packaged(Program program) {
    return Jars.packaged(root, program);
  }

  /**
   * The jars that an image of a program is made of, as the build had them.
   *
   * @return SHA-256, in hexadecimal digits, by file name
   */
  public SortedMap<String, String> jars(Program program) {
    return Jars.hashes(root, program);
  }

  /**
   * An image without what is learnt in training.
   *
   * @param materials what the operator adds
   */
  public Blueprint blueprint(Program program, Materials materials) {
    Part java =
        new JavaRuntime(Path.of(System.getProperty("java.home")), shared().resolve("java")).part();
    List<Part> jars =
        new Jars(root, program, java.folder().resolve(JavaRuntime.HOME), of(program)).parts();
    List<Part> natives = jars.stream().filter(part -> part.name().equals("native")).toList();
    List<Part> parts = new ArrayList<>();
    if (materials.base().isEmpty()) {
      parts.add(new SystemFiles(of(program).resolve("system")).part(java, natives));
    }
    parts.add(java);
    materials
        .decoder()
        .filter(decoder -> program == Program.TRANSCRIBE)
        .ifPresent(
            decoder -> parts.add(new Decoder(decoder, of(program).resolve("decoder")).part()));
    parts.addAll(jars);
    return new Blueprint(program, parts, !natives.isEmpty());
  }

  private static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + folder, e);
    }
  }
}
