// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private record RoutesFile(@Nullable List<TenantEntry> tenants, List<RouteEntry> routes) {
    List<Tenant> shares() {
      List<Tenant> shares =
          tenants == null ? List.of() : tenants.stream().map(TenantEntry::tenant).toList();
      Set<String> names = new HashSet<>();
      for (Tenant share : shares) {
        if (!names.add(share.name())) {
          throw new TopologyException(
              "tenants: expected one entry for " + share.name() + ", found another");
        }
      }
      return shares;
    }
  }

  private record TenantEntry(String name, @Nullable Integer weight, @Nullable Integer inFlight) {
    Tenant tenant() {
      return new Tenant(
          name,
          weight == null ? Tenant.EQUAL.weight() : weight,
          inFlight == null ? Tenant.UNLIMITED : inFlight);
    }
  }

  private record RouteEntry(
      String name,
      String stream,
      List<String> consumers,
      Set<String> consumes,
      Set<String> replies,
      Route.Concurrency concurrency,
      int window,
      int attempts,
      GoDuration deadline,
      BackoffEntry backoff,
      @Nullable BatchEntry batch) {

    Route route(List<Tenant> tenants) {
      return new Route(
          name,
          stream,
          consumers,
          consumes,
          replies,
          concurrency,
          window,
          attempts,
          deadline.value(),
          new Route.Backoff(backoff.first.value(), backoff.most.value()),
          batch == null ? Route.Batch.SINGLE : batch.batch(),
          tenants);
    }
  }

  private record BackoffEntry(GoDuration first, GoDuration most) {}

  private record BatchEntry(int events, @Nullable Long bytes, GoDuration age) {
    Route.Batch batch() {
      return new Route.Batch(
          events, bytes == null ? Route.Batch.DEFAULT_BYTES : bytes, age.value());
    }
  }

  private List<Route> routes() {
    try (InputStream in = open("routes.yaml")) {
      RoutesFile file = Required.check(YAML.readValue(in, RoutesFile.class));
      List<Tenant> tenants = file.shares();
      return file.routes.stream().map(entry -> entry.route(tenants)).toList();
    } catch (IOException | JacksonException | TopologyException e) {
      throw new TopologyException("routes.yaml: " + e.getMessage(), e);
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
