// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.settings.Settings;
import java.time.Duration;

/**
 * What the gateway can be told beside its object store.
 *
 * @param natsUrl one server or several, separated by commas
 * @param host address to listen on
 * @param port to listen on; 0 takes any free one
 * @param drain how long requests may take after SIGTERM
 */
record CaptureSettings(String natsUrl, String host, int port, Duration drain) {
  static CaptureSettings of(Settings settings) {
    return new CaptureSettings(
        settings.text("MNEME_NATS_URL"),
        settings.text("MNEME_LISTEN", "0.0.0.0"),
        Math.toIntExact(settings.number("PORT", 8080, 0, 65_535)),
        settings.duration(
            "MNEME_DRAIN", Duration.ofSeconds(20), Duration.ZERO, Duration.ofMinutes(10)));
  }
}
