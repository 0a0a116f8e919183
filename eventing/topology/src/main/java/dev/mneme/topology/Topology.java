// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All streams, consumers, buckets and routes, each route's stream and consumers being among them.
 */
public final class Topology {
  private final List<StreamManifest> streams;
  private final List<ConsumerManifest> consumers;
  private final List<BucketManifest> buckets;
  private final List<Route> routes;

  Topology(
      List<StreamManifest> streams,
      List<ConsumerManifest> consumers,
      List<BucketManifest> buckets,
      List<Route> routes) {
    this.streams = List.copyOf(streams);
    this.consumers = List.copyOf(consumers);
    this.buckets = List.copyOf(buckets);
    this.routes = List.copyOf(routes);
    consumers.forEach(this::checkStream);
    routes.forEach(this::checkConsumers);
  }

  /**
   * The topology that Mneme ships.
   *
   * @throws TopologyException if a manifest is malformed, naming file, field and value
   */
  public static Topology shipped() {
    return new ManifestReader(name -> Topology.class.getResourceAsStream(name)).read();
  }

  /**
   * Routes of one's own, on streams and consumers that somebody else has made.
   *
   * @param file as the shipped {@code routes.yaml}
   * @throws TopologyException if it is malformed, naming file, field and value
   */
  public static List<Route> routes(Path file) {
    try {
      return ManifestReader.routes(Files.newInputStream(file), file.toString());
    } catch (IOException e) {
      throw new TopologyException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** All routes, in the order of a memory's way. */
  public List<Route> routes() {
    return routes;
  }

  /**
   * One route.
   *
   * @throws TopologyException if there is none of that name
   */
  public Route route(String name) {
    return routes.stream()
        .filter(route -> route.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TopologyException(
                    "route "
                        + name
                        + ": expected one of "
                        + routes.stream().map(Route::name).toList()));
  }

  List<StreamManifest> streams() {
    return streams;
  }

  List<ConsumerManifest> consumers() {
    return consumers;
  }

  List<BucketManifest> buckets() {
    return buckets;
  }

  private void checkStream(ConsumerManifest consumer) {
    if (streams.stream().noneMatch(s -> s.name().equals(consumer.streamName()))) {
      throw new TopologyException(
          "consumer "
              + consumer.durableName()
              + ": stream "
              + consumer.streamName()
              + " is not defined");
    }
  }

  private void checkConsumers(Route route) {
    Set<String> filters = new HashSet<>();
    for (String name : route.consumers()) {
      ConsumerManifest consumer =
          consumers.stream()
              .filter(c -> c.durableName().equals(name) && c.streamName().equals(route.stream()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new TopologyException(
                          "route "
                              + route.name()
                              + ": consumer "
                              + name
                              + " of stream "
                              + route.stream()
                              + " is not defined"));
      if (route.consumers().size() > 1) {
        checkFilters(route, consumer, filters);
      }
    }
  }

  private static void checkFilters(Route route, ConsumerManifest consumer, Set<String> seen) {
    List<String> own = consumer.filterSubjects() == null ? List.of() : consumer.filterSubjects();
    if (own.isEmpty() || !own.stream().allMatch(seen::add)) {
      throw new TopologyException(
          "consumer "
              + consumer.durableName()
              + ", filterSubjects: expected the shards that it alone has of route "
              + route.name()
              + ", found "
              + own);
    }
  }
}
