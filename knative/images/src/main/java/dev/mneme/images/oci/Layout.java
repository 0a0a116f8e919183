// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.oci;

import dev.mneme.images.oci.BuiltImage.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Several images in one folder (OCI image-spec, image layout): what they share lies there once.
 * Skopeo takes one out by its name, {@code oci:DIR:mneme-audit:0.1.0}; containerd imports all from
 * a tar of the folder.
 */
public final class Layout {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String INDEX = "index.json";
  private static final String MARK = "oci-layout";
  private static final String BLOBS = "blobs/sha256/";
  private static final String NAME = "org.opencontainers.image.ref.name";
  private static final String CONTAINERD_NAME = "io.containerd.image.name";
  private static final String SHA_256 = "sha256:";

  private final Path folder;

  /**
   * @param folder made if it is not there; images of other names that it holds stay
   */
  public Layout(Path folder) {
    this.folder = folder;
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /**
   * Takes over an image; one of the same name is no longer named.
   *
   * @param tar a layout with one image
   */
  BuiltImage add(String name, Path tar) throws IOException {
    Files.createDirectories(folder.resolve(BLOBS));
    JsonNode added = unpack(tar).path("manifests").path(0);
    Map<String, JsonNode> byName = new TreeMap<>();
    Path index = folder.resolve(INDEX);
    if (Files.exists(index)) {
      for (JsonNode present : read(index).path("manifests")) {
        byName.put(present.path("annotations").path(NAME).asString(), present);
      }
    }
    byName.put(name, named(added, name));
    Files.write(index, JSON.writeValueAsBytes(index(byName)));
    return image(name, added.path("digest").asString());
  }

  /** The blob of a digest. */
  public Path blob(String digest) {
    if (!digest.startsWith(SHA_256)) {
      throw new IllegalArgumentException("digest: expected sha256:…, found \"" + digest + "\"");
    }
    return folder.resolve(BLOBS).resolve(digest.substring(SHA_256.length()));
  }

  private JsonNode unpack(Path tar) throws IOException {
    byte[] index = {};
    try (InputStream in = Files.newInputStream(tar);
        TarArchiveInputStream entries = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        String name = entry.getName();
        if (name.equals(INDEX)) {
          index = entries.readAllBytes();
        } else if (name.equals(MARK)) {
          Files.write(folder.resolve(MARK), entries.readAllBytes());
        } else if (name.startsWith(BLOBS)) {
          Path blob = folder.resolve(BLOBS).resolve(name.substring(BLOBS.length())).normalize();
          if (!Files.exists(blob)) {
            Files.copy(entries, blob);
          }
        }
      }
    }
    return JSON.readTree(index);
  }

  private BuiltImage image(String name, String digest) {
    List<Layer> layers = new ArrayList<>();
    for (JsonNode layer : read(blob(digest)).path("layers")) {
      layers.add(new Layer(layer.path("digest").asString(), layer.path("size").asLong()));
    }
    return new BuiltImage(name, digest, layers);
  }

  private static JsonNode named(JsonNode manifest, String name) {
    ObjectNode named = (ObjectNode) manifest.deepCopy();
    named
        .putObject("annotations")
        .put(CONTAINERD_NAME, "docker.io/library/" + name)
        .put(NAME, name);
    return named;
  }

  private static JsonNode index(Map<String, JsonNode> byName) {
    ObjectNode index = JSON.createObjectNode();
    index.put("schemaVersion", 2);
    index.put("mediaType", "application/vnd.oci.image.index.v1+json");
    ArrayNode manifests = index.putArray("manifests");
    byName.values().forEach(manifests::add);
    return index;
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
