// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.connection.NatsSettings;
import dev.mneme.contract.settings.Settings;
import dev.mneme.topology.Route;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * What one process of the source does.
 *
 * @param nats how to reach it
 * @param sinks the function of each route this process owns
 * @param outgoing what else Knative says about requests
 * @param port of the probes; 0 for any
 * @param replica this process among others like it
 * @param drain how long open requests may take after SIGTERM
 * @param pseudonyms how users are named in the log
 */
record SourceSettings(
    NatsSettings nats,
    Map<Route, URI> sinks,
    Outgoing outgoing,
    int port,
    Duration drain,
    Replica replica,
    Pseudonyms pseudonyms) {
  static SourceSettings from(Settings settings) {
    NatsSettings nats = NatsSettings.of(settings);
    Map<Route, URI> sinks = Sinks.of(settings);
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
    return new SourceSettings(
        nats, sinks, Outgoing.of(settings), port, drain, replica, Pseudonyms.from(settings));
  }

  /** A pod's name is its host name; on one host the port tells two processes apart. */
  private static String place(Settings settings, int port) {
    String host = settings.text("HOSTNAME", "localhost");
    return host + "_" + (port == 0 ? "pid" + ProcessHandle.current().pid() : port);
  }
}
