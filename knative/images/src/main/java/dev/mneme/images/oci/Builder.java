// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.oci;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.mneme.images.root.Blueprint;
import dev.mneme.images.root.ImageException;
import dev.mneme.images.root.Part;
import dev.mneme.servers.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Set;

/** Writes images with Jib, the same bytes for the same parts. */
public final class Builder implements AutoCloseable {
  private static final int PORT = 8080;
  private static final AbsoluteUnixPath ROOT = AbsoluteUnixPath.get("/");
  private static final Path FILE_ROOT = Path.of("/");

  private final Release release;
  private final Path dockerConfig;
  private final Path layers;
  private final JibRun jib;

  /**
   * @param cache folder for base images
   * @param dockerConfig Docker's {@code config.json}, with credentials; need not exist
   */
  public Builder(Release release, Path cache, Path dockerConfig) {
    this.release = release;
    this.dockerConfig = dockerConfig;
    try {
      // Jib knows a layer again by names and times, not by content, and all our times are one.
      this.layers = Files.createTempDirectory(cache, "layers");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder in " + cache, e);
    }
    this.jib = new JibRun(release.version(), cache.resolve("base"), layers, dockerConfig);
  }

  /**
   * Gets the base image if there is one, whichever registry images go to later: that one may be
   * reached over plain HTTP where this one may not. To be called first.
   *
   * @throws ImageException if it cannot be had
   */
  public void fetchBase() {
    if (release.base().isEmpty()) {
      return;
    }
    Remote base = Remote.named("--base", release.base(), dockerConfig);
    Path tar = layers.resolve("base.tar");
    try {
      jib.of(
          "--base: cannot get \"" + release.base() + "\"",
          Jib.from(base.image()).setPlatforms(Set.of(platform())),
          Containerizer.to(TarImage.at(tar).named("base")),
          base.isHere());
      Files.delete(tar);
    } catch (InvalidImageReferenceException e) {
      throw new IllegalStateException("base is the name of an image", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + tar, e);
    }
  }

  /**
   * Adds an image to a layout on disk.
   *
   * @return what it is made of
   */
  public BuiltImage into(Layout layout, Blueprint blueprint) {
    String name = blueprint.program().image() + ":" + release.version();
    try {
      Path tar = Files.createTempFile(layers, blueprint.program().image(), ".tar");
      try {
        make(blueprint, Containerizer.to(TarImage.at(tar).named(name)), false);
        return layout.add(name, tar);
      } finally {
        Files.delete(tar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name + " into " + layout.folder(), e);
    } catch (InvalidImageReferenceException e) {
      throw new ImageException(
          "--tag: expected one as in a registry, found \"" + release.version() + "\"", e);
    }
  }

  /**
   * Sends an image to a registry, with the credentials that Docker's configuration or a credential
   * helper has for it.
   *
   * @param repository such as {@code registry.example/mneme}
   * @return its name there, by digest
   */
  public String push(String repository, Blueprint blueprint) {
    String name = repository + "/" + blueprint.program().image() + ":" + release.version();
    Remote target = Remote.named("--push", name, dockerConfig);
    JibContainer made = make(blueprint, Containerizer.to(target.image()), target.isHere());
    return repository + "/" + blueprint.program().image() + "@" + made.getDigest();
  }

  /** Deletes what was only for this run. */
  @Override
  public void close() {
    try {
      Trees.delete(layers);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + layers, e);
    }
  }

  private JibContainer make(Blueprint blueprint, Containerizer target, boolean here) {
    String failed = "cannot make " + blueprint.program().image();
    try {
      return jib.of(failed, plan(blueprint), target, here);
    } catch (IOException e) {
      throw new ImageException(failed + ": " + e.getMessage(), e);
    }
  }

  private JibContainerBuilder plan(Blueprint blueprint) throws IOException {
    JibContainerBuilder plan =
        release.base().isEmpty()
            ? Jib.fromScratch()
            : Jib.from(Remote.named("--base", release.base(), dockerConfig).image());
    for (Part part : blueprint.parts()) {
      plan.addFileEntriesLayer(layer(part));
    }
    return plan.setEntrypoint(blueprint.line(FILE_ROOT))
        .setEnvironment(blueprint.environment())
        .setUser(Blueprint.user())
        .setWorkingDirectory(ROOT.resolve(Blueprint.DIRECTORY.toString()))
        .addVolume(AbsoluteUnixPath.get("/tmp"))
        .addExposedPort(Port.tcp(PORT))
        .setLabels(
            Labels.of(blueprint.program(), release.version(), release.revision(), release.base()))
        .setCreationTime(Part.TIME)
        .setPlatforms(Set.of(platform()))
        .setFormat(ImageFormat.OCI);
  }

  private static FileEntriesLayer layer(Part part) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(part.name());
    try (var entries = Files.list(part.folder())) {
      for (Path entry : entries.sorted().toList()) {
        layer.addEntryRecursive(
            entry,
            ROOT.resolve(String.valueOf(entry.getFileName())),
            (file, inside) -> permissions(file, inside),
            (file, inside) -> Part.TIME);
      }
    }
    return layer.build();
  }

  private static FilePermissions permissions(Path file, AbsoluteUnixPath inside) {
    if (inside.toString().equals("/tmp")) {
      return FilePermissions.fromOctalString("777");
    }
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      return FilePermissions.fromPosixFilePermissions(permissions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Platform platform() {
    String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return new Platform(name.equals("aarch64") ? "arm64" : name, "linux");
  }
}
