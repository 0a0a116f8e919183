// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import java.util.List;

/** All streams, consumers and routes, each route's stream and consumer being among them. */
public final class Topology {
  private final List<StreamManifest> streams;
  private final List<ConsumerManifest> consumers;
  private final List<Route> routes;

  Topology(List<StreamManifest> streams, List<ConsumerManifest> consumers, List<Route> routes) {
    this.streams = List.copyOf(streams);
    this.consumers = List.copyOf(consumers);
    this.routes = List.copyOf(routes);
    consumers.forEach(this::checkStream);
    routes.forEach(this::checkConsumer);
  }

  /**
   * The topology that Mneme ships.
   *
   * @throws TopologyException if a manifest is malformed, naming file, field and value
   */
  public static Topology shipped() {
    return new ManifestReader(name -> Topology.class.getResourceAsStream(name)).read();
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

  private void checkConsumer(Route route) {
    if (consumers.stream()
        .noneMatch(
            c ->
                c.durableName().equals(route.consumer())
                    && c.streamName().equals(route.stream()))) {
      throw new TopologyException(
          "route "
              + route.name()
              + ": consumer "
              + route.consumer()
              + " of stream "
              + route.stream()
              + " is not defined");
    }
  }
}
