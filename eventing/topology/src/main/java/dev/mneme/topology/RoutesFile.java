// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import dev.mneme.contract.Purpose;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Routes and tenants as YAML; unknown fields are errors, absent ones have their defaults. */
record RoutesFile(@Nullable List<TenantEntry> tenants, List<RouteEntry> routes) {
  /**
   * Reads a file.
   *
   * @param name for errors
   * @throws TopologyException if it is malformed, naming file, field and value
   */
  static List<Route> read(YAMLMapper yaml, InputStream in, String name) {
    try {
      RoutesFile file = Required.check(yaml.readValue(in, RoutesFile.class));
      List<Tenant> tenants = file.shares();
      List<Route> routes = file.routes.stream().map(entry -> entry.route(tenants)).toList();
      requireDistinct(routes.stream().map(Route::name).toList());
      return routes;
    } catch (JacksonException | TopologyException e) {
      throw new TopologyException(name + ": " + e.getMessage(), e);
    }
  }

  private static void requireDistinct(List<String> names) {
    if (names.isEmpty() || new HashSet<>(names).size() < names.size()) {
      throw new TopologyException(
          "routes: expected at least one, each with a name of its own, found " + names);
    }
  }

  private List<Tenant> shares() {
    List<Tenant> shares =
        or(tenants, List.<TenantEntry>of()).stream().map(TenantEntry::tenant).toList();
    Set<String> names = new HashSet<>();
    for (Tenant share : shares) {
      if (!names.add(share.name())) {
        throw new TopologyException(
            "tenants: expected one entry for " + share.name() + ", found another");
      }
    }
    return shares;
  }

  private record TenantEntry(String name, @Nullable Integer weight, @Nullable Integer inFlight) {
    Tenant tenant() {
      return new Tenant(name, or(weight, Tenant.EQUAL.weight()), or(inFlight, Tenant.UNLIMITED));
    }
  }

  private record RouteEntry(
      String name,
      String stream,
      List<String> consumers,
      Set<String> consumes,
      @Nullable Set<String> replies,
      @Nullable ConcurrencyEntry concurrency,
      @Nullable Integer window,
      @Nullable Integer attempts,
      @Nullable GoDuration deadline,
      @Nullable BackoffEntry backoff,
      @Nullable BatchEntry batch,
      @Nullable Purpose purpose) {

    Route route(List<Tenant> tenants) {
      return new Route(
          name,
          stream,
          consumers,
          consumes,
          or(replies, Set.of()),
          or(concurrency, ConcurrencyEntry.DEFAULT).concurrency(),
          or(window, Route.DEFAULT_WINDOW),
          or(attempts, Route.DEFAULT_ATTEMPTS),
          or(deadline, Route.DEFAULT_DEADLINE),
          or(backoff, BackoffEntry.DEFAULT).backoff(),
          or(batch, BatchEntry.DEFAULT).batch(),
          tenants,
          purpose);
    }
  }

  private record ConcurrencyEntry(@Nullable Integer least, @Nullable Integer most) {
    private static final ConcurrencyEntry DEFAULT = new ConcurrencyEntry(null, null);

    Route.Concurrency concurrency() {
      Route.Concurrency otherwise = Route.Concurrency.DEFAULT;
      return new Route.Concurrency(or(least, otherwise.least()), or(most, otherwise.most()));
    }
  }

  private record BackoffEntry(@Nullable GoDuration first, @Nullable GoDuration most) {
    private static final BackoffEntry DEFAULT = new BackoffEntry(null, null);

    Route.Backoff backoff() {
      Route.Backoff otherwise = Route.Backoff.DEFAULT;
      return new Route.Backoff(or(first, otherwise.first()), or(most, otherwise.most()));
    }
  }

  private record BatchEntry(
      @Nullable Integer events, @Nullable Long bytes, @Nullable GoDuration age) {
    private static final BatchEntry DEFAULT = new BatchEntry(null, null, null);

    Route.Batch batch() {
      Route.Batch otherwise = Route.Batch.SINGLE;
      return new Route.Batch(
          or(events, otherwise.events()), or(bytes, otherwise.bytes()), or(age, otherwise.age()));
    }
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return Objects.requireNonNullElse(value, otherwise);
  }

  private static Duration or(@Nullable GoDuration value, Duration otherwise) {
    return value == null ? otherwise : value.value();
  }
}
