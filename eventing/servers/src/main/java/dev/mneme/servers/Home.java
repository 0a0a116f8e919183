// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory that one set of servers keeps everything in: data, logs and the process ids of what
 * runs. It holds what a person said and wrote, so only its owner may look into it.
 */
public final class Home {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path directory;

  /**
   * @param directory made if it is not there
   */
  public Home(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
    create(this.directory);
  }

  /** The directory itself, absolute. */
  public Path directory() {
    return directory;
  }

  /** The directory that {@code name} keeps its data in, made if it is not there. */
  public Path data(String name) {
    return create(directory.resolve(name));
  }

  /** The log of {@code name}; may not exist yet. */
  public Path log(String name) {
    return create(directory.resolve("logs")).resolve(name + ".log");
  }

  /** Process id files of what runs. */
  PidFiles pids() {
    return new PidFiles(create(directory.resolve("run")));
  }

  /** Ends what an earlier, killed run may have left; to be called before anything is started. */
  public void endLeftovers() {
    pids().endAll();
  }

  static Path create(Path directory) {
    try {
      return Files.createDirectories(directory, OWNER_ONLY);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the directory " + directory, e);
    }
  }
}
