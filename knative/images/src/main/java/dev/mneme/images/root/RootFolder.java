// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** An image's file system in a folder of this machine, to run it from there. */
public final class RootFolder {
  private RootFolder() {}

  /** Puts the parts together, as links to the very same files where that is possible. */
  public static Path of(Blueprint blueprint, Path folder) {
    try {
      Trees.delete(folder);
      for (Part part : blueprint.parts()) {
        Files.walkFileTree(part.folder(), new Linking(part.folder(), folder));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put together " + folder, e);
    }
  }

  private static final class Linking extends SimpleFileVisitor<Path> {
    private final Path part;
    private final Path root;

    Linking(Path part, Path root) {
      this.part = part;
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(root.resolve(part.relativize(directory)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.createLink(root.resolve(part.relativize(file)), file);
      return FileVisitResult.CONTINUE;
    }
  }
}
