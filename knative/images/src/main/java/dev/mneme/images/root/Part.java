// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of an image's file system, one layer of the image.
 *
 * @param name for people
 * @param folder whose content belongs into the root of the file system
 */
public record Part(String name, Path folder) {
  /**
   * The time of every file. The JVM compares it with the one that its cache was made with, so it
   * has to survive the way through an archive: whole seconds, and not the epoch.
   */
  public static final Instant TIME = Instant.parse("2026-11-22T00:00:00Z");

  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");

  /** Gives every file and folder its mode and its time. */
  public Part sealed() {
    try {
      Files.walkFileTree(folder, new Sealing());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot seal " + folder, e);
    }
    return this;
  }

  private static final class Sealing extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.setPosixFilePermissions(file, Files.isExecutable(file) ? PROGRAM : FILE);
      Files.setLastModifiedTime(file, FileTime.from(TIME));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.setPosixFilePermissions(directory, PROGRAM);
      Files.setLastModifiedTime(directory, FileTime.from(TIME));
      return FileVisitResult.CONTINUE;
    }
  }
}
