// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the built programs lie, and what is fetched for them.
 *
 * @param root of the repository
 * @param cache of fetched packages
 */
public record Installation(Path root, Path cache) {
  private static final String ROOT = "mneme.root";

  /**
   * As the launcher says ({@code -Dmneme.root}), with {@code MNEME_CACHE} or {@code
   * ~/.mneme/cache}.
   *
   * @throws StackException if the launcher said nothing
   */
  public static Installation standard() {
    String root = System.getProperty(ROOT);
    if (root == null || !Files.exists(Path.of(root, "pom.xml"))) {
      throw new StackException("-D" + ROOT + ": expected the repository; start with ./mneme");
    }
    Path cache =
        Optional.ofNullable(System.getenv("MNEME_CACHE"))
            .filter(path -> !path.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".mneme", "cache"));
    return new Installation(Path.of(root), cache.toAbsolutePath());
  }
}
