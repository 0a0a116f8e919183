// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.topology.Route;
import dev.mneme.topology.Topology;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What one process of the source does.
 *
 * @param natsUrl one server or several, separated by commas
 * @param sinks the function of each route this process owns
 * @param port of the probes; 0 for any
 * @param replica this process among others like it
 * @param drain how long open requests may take after SIGTERM
 * @param pseudonyms how users are named in the log
 */
record SourceSettings(
    String natsUrl,
    Map<Route, URI> sinks,
    int port,
    Duration drain,
    Replica replica,
    Pseudonyms pseudonyms) {
  private static final String SINK = "MNEME_SINK_";

  static SourceSettings from(Settings settings, Topology topology) {
    String url = settings.text("MNEME_NATS_URL");
    Map<Route, URI> sinks = sinks(settings, topology);
    int port = Math.toIntExact(settings.number("PORT", 8080, 0, 65_535));
    Duration drain =
        settings.duration(
            "MNEME_DRAIN", Duration.ofSeconds(25), Duration.ZERO, Duration.ofMinutes(10));
    Duration expiry =
        settings.duration(
            "MNEME_OWNER_EXPIRY",
            Duration.ofSeconds(4),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5));
    Replica replica = new Replica(settings.text("MNEME_REPLICA", place(settings, port)), expiry);
    Pseudonyms pseudonyms = Pseudonyms.from(settings);
    settings.rejectUnknown();
    return new SourceSettings(url, sinks, port, drain, replica, pseudonyms);
  }

  /** A pod's name is its host name; on one host the port tells two processes apart. */
  private static String place(Settings settings, int port) {
    String host = settings.text("HOSTNAME", "localhost");
    return host + "_" + (port == 0 ? "pid" + ProcessHandle.current().pid() : port);
  }

  private static Map<Route, URI> sinks(Settings settings, Topology topology) {
    Map<Route, URI> sinks = new LinkedHashMap<>();
    Optional<String> only = settings.optionalText("MNEME_ROUTE");
    Optional<URI> injected = settings.optionalUri("K_SINK");
    if (only.isPresent()) {
      sinks.put(
          topology.route(only.get()),
          injected.orElseThrow(
              () ->
                  new SettingsException(
                      List.of(
                          "K_SINK: expected the function of route "
                              + only.get()
                              + ", found nothing"))));
      return sinks;
    }
    for (Route route : topology.routes()) {
      settings.optionalUri(SINK + key(route)).ifPresent(sink -> sinks.put(route, sink));
    }
    if (sinks.isEmpty()) {
      throw new SettingsException(
          List.of(
              "MNEME_ROUTE: expected the one route of this process, with its function in K_SINK, or"
                  + " "
                  + SINK
                  + "<ROUTE> for several; routes are "
                  + topology.routes().stream().map(Route::name).toList()));
    }
    return sinks;
  }

  private static String key(Route route) {
    return route.name().toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
