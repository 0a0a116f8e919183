// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.EventType;
import dev.mneme.contract.Purpose;
import dev.mneme.topology.Route;
import dev.mneme.topology.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Routes for tests, all from the consumer that {@link AbstractSourceTest} makes. */
final class Routes {
  static final Route.Batch SINGLE = new Route.Batch(1, 1 << 20, Duration.ZERO);

  private Routes() {}

  static Route classify() {
    return classify(4, 64, SINGLE, List.of());
  }

  static Route classify(int concurrency, int window, Route.Batch batch, List<Tenant> tenants) {
    return new Route(
        "classify",
        AbstractSourceTest.STREAM,
        List.of("classify"),
        Set.of(EventType.TEXT_CAPTURED.type()),
        Set.of(EventType.MEMORY_CLASSIFIED.type()),
        new Route.Concurrency(concurrency, concurrency),
        window,
        4,
        Duration.ofMinutes(1),
        new Route.Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
        batch,
        tenants,
        null);
  }

  /** The same for a purpose. */
  static Route of(Route route, Purpose purpose) {
    return new Route(
        route.name(),
        route.stream(),
        route.consumers(),
        route.consumes(),
        route.replies(),
        route.concurrency(),
        route.window(),
        route.attempts(),
        route.deadline(),
        route.backoff(),
        route.batch(),
        route.tenants(),
        purpose);
  }
}
