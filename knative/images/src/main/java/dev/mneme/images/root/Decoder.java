// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The ffmpeg that transcribe reads compressed audio with, and the libraries that it needs. It is
 * the operator's own: which codecs it has, and under which licence, is theirs to choose.
 */
final class Decoder {
  /** Where it lies in an image. */
  static final Path PROGRAM = Path.of("opt/native/bin/ffmpeg");

  /** What tells transcribe where. */
  static final String SETTING = "MNEME_FFMPEG";

  private final Path program;
  private final Path folder;

  /**
   * @param program of this machine
   * @param folder for the part
   */
  Decoder(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  Part part() {
    try {
      Trees.delete(folder);
      copy(program, PROGRAM);
      for (Path library : NativeLibraries.neededBy(List.of(program), List.of())) {
        copy(library, library.getRoot().relativize(library));
      }
      return new Part("decoder", folder).sealed();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + program, e);
    }
  }

  private void copy(Path file, Path inside) throws IOException {
    Path target = folder.resolve(inside);
    Files.createDirectories(target.getParent());
    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
  }
}
