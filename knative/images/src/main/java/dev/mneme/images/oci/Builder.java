// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.oci;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
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
import java.util.concurrent.ExecutionException;

/** Writes images with Jib, the same bytes for the same parts. */
public final class Builder implements AutoCloseable {
  private static final int PORT = 8080;
  private static final AbsoluteUnixPath ROOT = AbsoluteUnixPath.get("/");
  private static final Path FILE_ROOT = Path.of("/");
  private static final String TOOL = "mneme";

  private final Release release;
  private final Path cache;
  private final Path layers;

  /**
   * @param cache folder for base images
   */
  public Builder(Release release, Path cache) {
    this.release = release;
    this.cache = cache;
    try {
      // Jib knows a layer again by names and times, not by content, and all our times are one.
      this.layers = Files.createTempDirectory(cache, "layers");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder in " + cache, e);
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
        make(blueprint, Containerizer.to(TarImage.at(tar).named(name)));
        return layout.add(name, tar);
      } finally {
        Files.delete(tar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name + " into " + layout.folder(), e);
    } catch (InvalidImageReferenceException e) {
      throw invalid(name, e);
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
    try {
      ImageReference reference = ImageReference.parse(name);
      RegistryImage image = RegistryImage.named(reference);
      CredentialRetrieverFactory credentials =
          CredentialRetrieverFactory.forImage(reference, event -> warn(event));
      image.addCredentialRetriever(credentials.dockerConfig());
      image.addCredentialRetriever(credentials.wellKnownCredentialHelpers());
      JibContainer made =
          make(
              blueprint,
              Containerizer.to(image)
                  // As Docker does: plain HTTP is for a registry on this very machine.
                  .setAllowInsecureRegistries(isHere(reference.getRegistry())));
      return repository + "/" + blueprint.program().image() + "@" + made.getDigest();
    } catch (InvalidImageReferenceException e) {
      throw invalid(name, e);
    }
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

  private JibContainer make(Blueprint blueprint, Containerizer target) {
    try {
      return plan(blueprint)
          .containerize(
              target
                  .setBaseImageLayersCache(cache.resolve("base"))
                  .setApplicationLayersCache(layers)
                  .setToolName(TOOL)
                  .setToolVersion(release.version())
                  .addEventHandler(LogEvent.class, Builder::warn));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("interrupted while making " + blueprint.program().image(), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ImageException(
          "cannot make " + blueprint.program().image() + ": " + cause.getMessage(), cause);
    } catch (Exception e) {
      throw new ImageException(
          "cannot make " + blueprint.program().image() + ": " + e.getMessage(), e);
    }
  }

  private JibContainerBuilder plan(Blueprint blueprint)
      throws IOException, InvalidImageReferenceException {
    JibContainerBuilder plan =
        release.base().isEmpty() ? Jib.fromScratch() : Jib.from(release.base());
    for (Part part : blueprint.parts()) {
      plan.addFileEntriesLayer(layer(part));
    }
    return plan.setEntrypoint(blueprint.line(FILE_ROOT))
        .setEnvironment(blueprint.environment())
        .setUser(Blueprint.user())
        .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
        .addVolume(AbsoluteUnixPath.get("/tmp"))
        .addExposedPort(Port.tcp(PORT))
        .setLabels(
            Labels.of(blueprint.program(), release.version(), release.revision(), release.base()))
        .setCreationTime(Part.TIME)
        .setPlatforms(Set.of(new Platform(architecture(), "linux")))
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

  private static String architecture() {
    String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return name.equals("aarch64") ? "arm64" : name;
  }

  private static boolean isHere(String registry) {
    return registry.startsWith("localhost:") || registry.startsWith("127.0.0.1:");
  }

  private static void warn(LogEvent event) {
    if (event.getLevel() == LogEvent.Level.ERROR) {
      throw new ImageException(event.getMessage());
    }
  }

  private static ImageException invalid(String name, InvalidImageReferenceException e) {
    return new ImageException("image: expected a name as in a registry, found \"" + name + "\"", e);
  }
}
