// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.connection.NatsSettings;
import dev.mneme.contract.settings.Settings;
import java.time.Duration;

/**
 * What the gateway can be told beside its object store.
 *
 * @param nats how to reach it
 * @param host address to listen on
 * @param port to listen on; 0 takes any free one
 * @param drain how long requests may take after SIGTERM
 */
record CaptureSettings(NatsSettings nats, String host, int port, Duration drain) {
  static CaptureSettings of(Settings settings) {
    return new CaptureSettings(
        NatsSettings.of(settings),
        settings.text("MNEME_LISTEN", "0.0.0.0"),
        Math.toIntExact(settings.number("PORT", 8080, 0, 65_535)),
        settings.duration(
            "MNEME_DRAIN", Duration.ofSeconds(20), Duration.ZERO, Duration.ofMinutes(10)));
  }
}
