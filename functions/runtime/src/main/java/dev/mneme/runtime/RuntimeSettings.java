// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.settings.Settings;
import java.time.Duration;

/**
 * What the runtime itself can be told.
 *
 * @param port to listen on; 0 takes any free one
 * @param maxBodyBytes longest request body
 * @param concurrency requests, and calls of the function, at a time
 * @param shutdown how long requests in flight may take once the process is told to stop
 * @param read how long a client may take to send its request
 */
record RuntimeSettings(
    int port, int maxBodyBytes, int concurrency, Duration shutdown, Duration read) {
  private static final int MIB = 1 << 20;

  static RuntimeSettings of(Settings settings) {
    return new RuntimeSettings(
        (int) settings.number("PORT", 8080, 0, 65_535),
        (int) settings.number("MNEME_MAX_BODY_BYTES", 8 * MIB, 1, 1024 * MIB),
        (int) settings.number("MNEME_CONCURRENCY", 32, 1, 10_000),
        Duration.ofSeconds(settings.number("MNEME_SHUTDOWN_SECONDS", 20, 0, 3_600)),
        Duration.ofSeconds(settings.number("MNEME_READ_SECONDS", 30, 1, 3_600)));
  }
}
