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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** An image's file system in a folder of this machine, to run it from there. */
public final class RootFolder {
  private RootFolder() {}

  /** Puts the parts together, as links to the very same files where that is possible. */
  public static Path of(Blueprint blueprint, Path folder) {
    try {
      Trees.delete(folder);
      Files.createDirectories(folder);
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

    private final boolean sameStore;

    Linking(Path part, Path root) throws IOException {
      this.part = part;
      this.root = root;
      this.sameStore = Files.getFileStore(part).equals(Files.getFileStore(root));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(root.resolve(part.relativize(directory)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Path target = root.resolve(part.relativize(file));
      if (sameStore) {
        Files.createLink(target, file);
      } else {
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
