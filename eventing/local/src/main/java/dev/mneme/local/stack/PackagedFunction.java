// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A function's executable jar, unpacked by its own tools mode: a nested jar is slower to start from
 * than a plain one.
 */
final class PackagedFunction {
  private final Path target;
  private final String name;

  PackagedFunction(Path root, String name) {
    this.target = root.resolve("functions").resolve(name).resolve("target");
    this.name = name;
  }

  /**
   * The unpacked jar; unpacked anew when the packaged one is newer.
   *
   * @throws StackException if the function was not built
   */
  Path jar() {
    try {
      Path packaged = packaged();
      Path folder = target.resolve("unpacked");
      Path unpacked = folder.resolve(String.valueOf(packaged.getFileName()));
      if (!Files.exists(unpacked)
          || Files.getLastModifiedTime(folder).compareTo(written(packaged)) <= 0) {
        unpack(packaged);
      }
      return unpacked;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the function " + name, e);
    }
  }

  private Path packaged() throws IOException {
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(target, "mneme-" + name + "-*-exec.jar")) {
        for (Path jar : found) {
          return jar;
        }
      }
    }
    throw new StackException(
        "the function " + name + " was not built: no mneme-" + name + "-*-exec.jar in " + target);
  }

  private void unpack(Path packaged) throws IOException {
    Path fresh = target.resolve("unpacking");
    Trees.delete(fresh);
    Process process =
        new ProcessBuilder(
                Programs.JAVA,
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                packaged.toString(),
                "extract",
                "--destination",
                fresh.toString())
            .redirectErrorStream(true)
            .start();
    try (var out = process.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new StackException("the function " + name + " cannot be unpacked: " + printed);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while unpacking " + name, e);
    }
    Path unpacked = target.resolve("unpacked");
    Trees.delete(unpacked);
    Files.move(fresh, unpacked);
  }

  /** The jar says the time of the release, for the sake of equal builds; its inode says when. */
  private static FileTime written(Path jar) throws IOException {
    return (FileTime) Files.getAttribute(jar, "unix:ctime");
  }
}
