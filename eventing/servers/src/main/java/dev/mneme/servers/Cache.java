// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Fetched packages, one directory each. A directory appears whole or not at all, so a fetch that
 * was killed leaves nothing that could be taken for a result; processes that want the same package
 * wait for one another.
 */
final class Cache {
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final Path root;

  Cache(Path root) {
    this.root = root;
  }

  /** {@code MNEME_CACHE}, or {@code ~/.mneme/cache}. */
  static Cache standard() {
    return new Cache(
        Optional.ofNullable(System.getenv("MNEME_CACHE"))
            .filter(path -> !path.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".mneme", "cache"))
            .toAbsolutePath());
  }

  /** Whether a package was fetched already. */
  boolean has(String name) {
    return Files.isDirectory(root.resolve(name));
  }

  /**
   * The directory of a package, fetched if it is not there.
   *
   * @param name with version and platform
   * @param fetch fills the empty directory it is given
   */
  Path directory(String name, Consumer<Path> fetch) {
    Path wanted = root.resolve(name);
    if (has(name)) {
      return wanted;
    }
    IN_THIS_PROCESS.lock();
    try {
      Files.createDirectories(root);
      try (FileChannel channel =
              FileChannel.open(
                  root.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        return lock.isValid() && Files.isDirectory(wanted) ? wanted : fetched(wanted, fetch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  private static Path fetched(Path wanted, Consumer<Path> fetch) throws IOException {
    Path unfinished = wanted.resolveSibling(wanted.getFileName() + ".unfinished");
    Trees.delete(unfinished);
    Files.createDirectory(unfinished);
    fetch.accept(unfinished);
    return Files.move(unfinished, wanted, StandardCopyOption.ATOMIC_MOVE);
  }
}
