// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.sbom;

import dev.mneme.images.program.Program;
import dev.mneme.images.root.Blueprint;
import dev.mneme.images.root.ImageException;
import dev.mneme.images.root.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Metadata;

/**
 * The bill of materials of an image: the jars that it is made of with coordinates, licences and the
 * hashes that they have in their repositories, its Java runtime, and the files that come from no
 * Maven repository.
 */
public final class BillOfMaterials {
  /** Where it lies in an image. */
  private static final Path FOLDER = Path.of("usr/share/sbom");

  private final Libraries libraries;
  private final SortedMap<String, String> jars;
  private final String version;

  /**
   * @param libraries table of what the program depends on, left by the build
   * @param jars that the image is made of: SHA-256 by file name
   * @param version of the images
   */
  public BillOfMaterials(Path libraries, SortedMap<String, String> jars, String version) {
    this.libraries = Libraries.read(libraries);
    this.jars = Collections.unmodifiableSortedMap(new TreeMap<>(jars));
    this.version = version;
  }

  /**
   * The part of an image that holds its bill.
   *
   * @param folder for the part
   * @throws ImageException if a jar of the image is unknown to the build
   */
  public Part part(Blueprint blueprint, Path folder) {
    Path file = folder.resolve(FOLDER).resolve(blueprint.program().image() + ".cdx.json");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, document(blueprint));
      return new Part("sbom", folder).sealed();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private String document(Blueprint blueprint) throws IOException {
    List<Component> components = new ArrayList<>();
    jars.forEach((jar, sha256) -> components.add(libraries.component(jar, sha256)));
    for (Part part : blueprint.parts()) {
      for (Path file : files(part.folder())) {
        component(part, file).ifPresent(components::add);
      }
    }
    Bom bom = new Bom();
    bom.setMetadata(metadata(blueprint.program()));
    bom.setComponents(components);
    try {
      return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString() + "\n";
    } catch (GeneratorException e) {
      throw new ImageException("cannot write the bill of " + blueprint.program().id(), e);
    }
  }

  private Metadata metadata(Program program) {
    Component image = new Component();
    image.setType(Component.Type.CONTAINER);
    image.setName(program.image());
    image.setVersion(version);
    image.setBomRef(program.image());
    Metadata metadata = new Metadata();
    metadata.setTimestamp(Date.from(Part.TIME));
    metadata.setComponent(image);
    return metadata;
  }

  /** What is no jar of the build's, but the one that other people's jars were made into. */
  private static Optional<Component> component(Part part, Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    return switch (part.name()) {
      case "java" -> name.equals("release") ? Optional.of(OtherFiles.java(file)) : Optional.empty();
      case "system", "native" ->
          name.contains(".so")
              ? Optional.of(OtherFiles.library(part.folder(), file))
              : Optional.empty();
      case "libraries" ->
          name.endsWith(".jar")
              ? Optional.of(OtherFiles.library(part.folder(), file))
              : Optional.empty();
      case "decoder", "model" -> Optional.of(OtherFiles.library(part.folder(), file));
      default -> Optional.empty();
    };
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
