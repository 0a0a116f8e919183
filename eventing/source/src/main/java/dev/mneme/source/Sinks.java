// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.topology.Route;
import dev.mneme.topology.Topology;
import dev.mneme.topology.TopologyException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which routes a process carries, and to which functions. */
final class Sinks {
  private static final String ROUTES = "MNEME_ROUTES";
  private static final String ROUTE = "MNEME_ROUTE";
  private static final String INJECTED = "K_SINK";
  private static final String PREFIX = "MNEME_SINK_";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private Sinks() {}

  /**
   * The function of each route: the one of {@code MNEME_ROUTE}, or the only one that there is, goes
   * to {@code K_SINK}; else those that have a {@code MNEME_SINK_<ROUTE>}.
   *
   * @throws SettingsException if there is none, or if it is not clear which
   */
  static Map<Route, URI> of(Settings settings) {
    List<Route> routes = routes(settings);
    Optional<String> name = settings.optionalText(ROUTE);
    Optional<URI> injected = uri(settings, INJECTED);
    Map<Route, URI> own = new LinkedHashMap<>();
    for (Route route : routes) {
      uri(settings, key(route)).ifPresent(uri -> own.put(route, uri));
    }
    if (injected.isPresent() && !own.isEmpty()) {
      throw wrong(INJECTED + ", " + PREFIX + "<ROUTE>: expected one or the other, found both");
    }
    if (!own.isEmpty() && name.isEmpty()) {
      return own;
    }
    Route one = one(routes, name);
    return Map.of(
        one,
        injected.orElseThrow(
            () ->
                wrong(
                    INJECTED
                        + ": expected the function of route "
                        + one.name()
                        + ", found nothing")));
  }

  private static List<Route> routes(Settings settings) {
    try {
      return settings
          .optionalFile(ROUTES)
          .map(Topology::routes)
          .orElseGet(() -> Topology.shipped().routes());
    } catch (TopologyException e) {
      throw wrong(ROUTES + ": " + e.getMessage());
    }
  }

  private static Route one(List<Route> routes, Optional<String> name) {
    List<String> names = routes.stream().map(Route::name).toList();
    if (name.isEmpty() && routes.size() == 1) {
      return routes.getFirst();
    }
    return routes.stream()
        .filter(route -> name.equals(Optional.of(route.name())))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    name.map(found -> ROUTE + ": expected one of " + names + ", found " + found)
                        .orElse(
                            ROUTE
                                + ": expected the one route of this process, with its function in "
                                + INJECTED
                                + ", or "
                                + PREFIX
                                + "<ROUTE> for several; routes are "
                                + names)));
  }

  private static Optional<URI> uri(Settings settings, String key) {
    Optional<URI> uri = settings.optionalUri(key);
    uri.filter(found -> !SCHEMES.contains(found.getScheme()) || found.getHost() == null)
        .ifPresent(
            found -> {
              throw wrong(key + ": expected an http or https URI, found " + found);
            });
    return uri;
  }

  private static String key(Route route) {
    return PREFIX + route.name().toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static SettingsException wrong(String error) {
    return new SettingsException(List.of(error));
  }
}
