// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** The repository's folders that are about infrastructure, or a copy of them. */
record Repository(Path root) {

  static Repository here() {
    return new Repository(Path.of(System.getProperty("mneme.root")));
  }

  Path terraform() {
    return root.resolve("terraform");
  }

  Path knative() {
    return root.resolve("knative");
  }

  List<Configuration> configurations() {
    return Configuration.all(terraform());
  }

  /** Such as {@code modules/storage}. */
  Configuration configuration(String name) {
    return Configuration.read(terraform().resolve(name));
  }

  /** Copies the folders, without what runs of terraform left in them. */
  Repository copyTo(Path directory) throws IOException {
    for (String folder : List.of("terraform", "knative")) {
      Path from = root.resolve(folder);
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
                throws IOException {
              if (String.valueOf(dir.getFileName()).startsWith(".")) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              Files.createDirectories(directory.resolve(root.relativize(dir)));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              String name = file.getFileName().toString();
              if (!name.startsWith(".")
                  && !name.contains(".tfstate")
                  && !name.endsWith(".tfvars")) {
                Files.copy(file, directory.resolve(root.relativize(file)));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return new Repository(directory);
  }

  /**
   * Changes a file of a copy.
   *
   * @throws IllegalArgumentException if {@code from} is not there exactly once
   */
  void edit(String file, String from, String to) throws IOException {
    Path path = root.resolve(file);
    String text = Files.readString(path);
    int first = text.indexOf(from);
    if (first < 0 || text.indexOf(from, first + 1) >= 0) {
      throw new IllegalArgumentException(
          "%s: expected once: %s; found %s".formatted(file, from, first < 0 ? "none" : "several"));
    }
    Files.writeString(path, text.replace(from, to));
  }
}
