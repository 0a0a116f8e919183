// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which files of this machine a native program or library needs, as its own loader says. */
final class NativeLibraries {
  /** {@code libz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x…)}, or the loader itself. */
  private static final Pattern FOUND = Pattern.compile("(?:=> )?(/\\S+) \\(0x[0-9a-f]+\\)");

  private static final Pattern MISSING = Pattern.compile("(\\S+) => not found");

  private static final String SUFFIX = ".so";

  private NativeLibraries() {}

  /**
   * Absolute paths, sorted, without those below {@code own}.
   *
   * @param files programs and libraries
   * @param own folders that hold libraries of the image itself
   * @throws ImageException if one needs what cannot be found
   */
  static Set<Path> neededBy(List<Path> files, List<Path> own) {
    Set<Path> needed = new TreeSet<>();
    String search = String.join(":", own.stream().map(Path::toString).toList());
    for (Path file : files) {
      String printed = Tool.run(List.of("ldd", file.toString()), Map.of("LD_LIBRARY_PATH", search));
      Matcher missing = MISSING.matcher(printed);
      while (missing.find()) {
        if (!isThere(own, missing.group(1))) {
          throw new ImageException(
              file + " needs " + missing.group(1) + ", which this machine does not have");
        }
      }
      FOUND
          .matcher(printed)
          .results()
          .map(found -> Path.of(found.group(1)).normalize())
          .filter(path -> own.stream().noneMatch(path::startsWith))
          .forEach(needed::add);
    }
    return needed;
  }

  /** Under its name without a version: whoever loads both loads that one first. */
  private static boolean isThere(List<Path> folders, String library) {
    String plain = library.substring(0, library.indexOf(SUFFIX) + SUFFIX.length());
    return folders.stream().anyMatch(folder -> Files.exists(folder.resolve(plain)));
  }
}
