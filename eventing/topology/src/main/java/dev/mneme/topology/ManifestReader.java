// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads {@code streams.yaml}, {@code consumers.yaml}, {@code buckets.yaml} and {@code routes.yaml};
 * unknown fields are errors.
 */
final class ManifestReader {
  private static final String API = "jetstream.nats.io/v1beta2";
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final Function<String, @Nullable InputStream> files;

  ManifestReader(Function<String, @Nullable InputStream> files) {
    this.files = files;
  }

  Topology read() {
    return new Topology(
        manifests("streams.yaml", "Stream", StreamManifest.class),
        manifests("consumers.yaml", "Consumer", ConsumerManifest.class),
        manifests("buckets.yaml", "KeyValue", BucketManifest.class),
        routes());
  }

  private record Manifest(
      String apiVersion, String kind, Map<String, Object> metadata, JsonNode spec) {}

  private <T> List<T> manifests(String file, String kind, Class<T> spec) {
    List<T> specs = new ArrayList<>();
    try (InputStream in = open(file);
        MappingIterator<Manifest> documents = YAML.readerFor(Manifest.class).readValues(in)) {
      while (documents.hasNext()) {
        Manifest manifest = documents.next();
        if (!API.equals(manifest.apiVersion) || !kind.equals(manifest.kind)) {
          throw new TopologyException(
              file
                  + ": expected "
                  + API
                  + " "
                  + kind
                  + ", found "
                  + manifest.apiVersion
                  + " "
                  + manifest.kind);
        }
        specs.add(Required.check(YAML.treeToValue(manifest.spec, spec)));
      }
    } catch (IOException | JacksonException | TopologyException e) {
      throw new TopologyException(file + ": " + e.getMessage(), e);
    }
    return specs;
  }

  private List<Route> routes() {
    return routes(open("routes.yaml"), "routes.yaml");
  }

  /**
   * Reads routes alone, and closes what they are read from.
   *
   * @param name for errors
   * @throws TopologyException if they are malformed, naming field and value
   */
  static List<Route> routes(InputStream from, String name) {
    try (from) {
      return RoutesFile.read(YAML, from, name);
    } catch (IOException e) {
      throw new TopologyException(name + ": " + e.getMessage(), e);
    }
  }

  private InputStream open(String file) {
    InputStream in = files.apply(file);
    if (in == null) {
      throw new TopologyException(file + " is missing");
    }
    return in;
  }
}
