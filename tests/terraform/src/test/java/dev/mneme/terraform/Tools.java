// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that the tests need, where the machine has them; nothing is downloaded.
 *
 * @param terraform found in {@code PATH}
 * @param provider hashicorp/aws of version 5, found by its file's name in a mirror laid out as
 *     {@code terraform providers mirror} does it
 */
record Tools(Optional<Path> terraform, Optional<Path> provider) {
  private static final String MIRROR = "MNEME_TERRAFORM_MIRROR";
  private static final String LAYOUT = "registry.terraform.io/hashicorp/aws";
  private static final String FILE = "*/*/terraform-provider-aws_v5.*";

  /**
   * @param environment this process's, or a test's
   * @param shared directories that hold mirrors beside those of {@code environment}'s user
   */
  static Tools find(Map<String, String> environment, List<Path> shared) {
    return new Tools(
        Stream.of(environment.getOrDefault("PATH", "").split(":"))
            .filter(directory -> !directory.isBlank())
            .map(directory -> Path.of(directory, "terraform"))
            .filter(Files::isExecutable)
            .findFirst(),
        mirrors(environment, shared).stream()
            .flatMap(mirror -> providers(mirror.resolve(LAYOUT)))
            .max(Comparator.comparing(Tools::version)));
  }

  /** Where distributions and administrators put mirrors for all users of a machine. */
  static List<Path> sharedMirrors() {
    List<Path> mirrors = new ArrayList<>();
    mirrors.add(Path.of("/usr/local/share/terraform/plugins"));
    mirrors.add(Path.of("/usr/share/terraform/plugins"));
    mirrors.addAll(list(Path.of("/opt"), "*"));
    return mirrors;
  }

  /** What to tell whoever wonders why nothing was tested; empty if nothing is missing. */
  Optional<String> missing() {
    if (terraform.isEmpty()) {
      return Optional.of("terraform is not in PATH");
    }
    return provider.isPresent()
        ? Optional.empty()
        : Optional.of(
            "no mirror holds hashicorp/aws 5; make one: terraform -chdir=terraform/modules/storage"
                + " providers mirror ~/.terraform.d/plugins, or name one in "
                + MIRROR);
  }

  private static List<Path> mirrors(Map<String, String> environment, List<Path> shared) {
    List<Path> mirrors = new ArrayList<>();
    for (String key : List.of(MIRROR, "TF_PLUGIN_CACHE_DIR")) {
      Optional.ofNullable(environment.get(key)).map(Path::of).ifPresent(mirrors::add);
    }
    Optional.ofNullable(environment.get("HOME"))
        .map(home -> Path.of(home, ".terraform.d"))
        .ifPresent(
            home -> mirrors.addAll(List.of(home.resolve("plugins"), home.resolve("plugin-cache"))));
    mirrors.addAll(shared);
    return mirrors;
  }

  private static Stream<Path> providers(Path versions) {
    var pattern = FileSystems.getDefault().getPathMatcher("glob:" + versions + "/" + FILE);
    return list(versions, "*").stream()
        .flatMap(version -> list(version, "*").stream())
        .flatMap(platform -> list(platform, "terraform-provider-aws_v*").stream())
        .filter(file -> pattern.matches(file) && Files.isExecutable(file));
  }

  private static List<Path> list(Path directory, String glob) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (var entries = Files.newDirectoryStream(directory, glob)) {
      entries.forEach(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
    return found;
  }

  private static Runtime.Version version(Path provider) {
    String name = provider.getFileName().toString();
    String number = name.substring(name.indexOf("_v") + 2).replaceFirst("_.*", "");
    return Runtime.Version.parse(number);
  }
}
