// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stands below Java where there is no base image: the C library of this machine, found by
 * following {@code ldd}, and who may run. No shell, no package manager, nothing set-uid.
 */
final class SystemFiles {
  /** Who a program runs as; the number that distroless images call nonroot. */
  static final int USER = 65_532;

  private static final List<String> FOLDERS = List.of("dev", "etc", "proc", "sys", "tmp");

  private final Path folder;

  SystemFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * @param java the Java runtime
   * @param natives parts with native libraries of their own
   */
  Part part(Part java, List<Part> natives) {
    try {
      Trees.delete(folder);
      for (String name : FOLDERS) {
        Files.createDirectories(folder.resolve(name));
      }
      Files.writeString(
          folder.resolve("etc/passwd"),
          "root:x:0:0:root:/:/none\nnonroot:x:%d:%d:nonroot:/tmp:/none\n".formatted(USER, USER));
      Files.writeString(folder.resolve("etc/group"), "root:x:0:\nnonroot:x:%d:\n".formatted(USER));
      Files.writeString(folder.resolve("etc/nsswitch.conf"), "hosts: files dns\n");
      copyLibraries(java, natives);
      return new Part("system", folder).sealed();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot collect the C library in " + folder, e);
    }
  }

  private void copyLibraries(Part java, List<Part> natives) throws IOException {
    Path lib = java.folder().resolve(JavaRuntime.HOME).resolve("lib");
    List<Path> own = new ArrayList<>(List.of(lib, lib.resolve("server")));
    List<Path> files = new ArrayList<>(libraries(java.folder()));
    files.add(java.folder().resolve(JavaRuntime.HOME).resolve("bin/java"));
    for (Part part : natives) {
      own.add(part.folder().resolve(OnnxRuntime.FOLDER));
      files.addAll(libraries(part.folder()));
    }
    for (Path library : NativeLibraries.neededBy(files, own)) {
      Path target = folder.resolve(library.getRoot().relativize(library));
      Files.createDirectories(target.getParent());
      // Behind a name like libm.so.6 may be a link: the image has the file under that name.
      Files.copy(library, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<Path> libraries(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".so")).sorted().toList();
    }
  }
}
