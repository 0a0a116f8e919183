// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks what the registries serve; an entry that would land outside its directory is refused. */
final class Archives {
  private static final int OWNER_EXECUTABLE = 0100;

  private Archives() {}

  static void unzip(Path archive, Path directory) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          copy(zip, within(directory, entry.getName()));
        }
      }
    }
  }

  /** Copies one entry of an archive. */
  static void copyOne(Path archive, String name, Path file) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new IOException(archive.getFileName() + " has no " + name);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        copy(in, file);
      }
    }
  }

  static void untarGzip(Path archive, Path directory) throws IOException {
    try (InputStream in = new GzipCompressorInputStream(Files.newInputStream(archive))) {
      untar(in, directory);
    }
  }

  static void untarXz(Path archive, Path directory) throws IOException {
    try (InputStream in = new XZCompressorInputStream(Files.newInputStream(archive))) {
      untar(in, directory);
    }
  }

  private static void untar(InputStream in, Path directory) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(in);
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path path = within(directory, entry.getName());
      if (entry.isSymbolicLink()) {
        within(directory, entry.getName() + "/../" + entry.getLinkName());
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else if (entry.isFile()) {
        copy(tar, path);
        if ((entry.getMode() & OWNER_EXECUTABLE) != 0) {
          makeExecutable(path);
        }
      }
    }
  }

  static void makeExecutable(Path path) throws IOException {
    if (!path.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + path);
    }
  }

  private static void copy(InputStream in, Path path) throws IOException {
    Files.createDirectories(path.getParent());
    Files.copy(in, path);
  }

  private static Path within(Path directory, String name) throws IOException {
    Path path = directory.resolve(name).normalize();
    if (!path.startsWith(directory.normalize())) {
      throw new IOException("archive entry leads outside its directory: " + name);
    }
    return path;
  }
}
