// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.FieldReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What the JDK does once in a process, at the first use; done beside the start, so that the first
 * request does not wait for it.
 */
final class FirstTime {
  private static final byte[] EMPTY = {'{', '}'};

  private FirstTime() {}

  /** Starts it in a thread of its own. */
  static void ahead() {
    Thread.ofPlatform()
        .daemon()
        .name("first-time")
        .start(
            () -> {
              // Tables of decimal numbers: 15 ms and more.
              FieldReader.read(EMPTY, json -> EMPTY);
              // Names of days, months and zones for the Date that the JDK's server answers with.
              var _ =
                  DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss zzz", Locale.US)
                      .withZone(ZoneId.of("GMT"))
                      .format(Instant.EPOCH);
            });
  }
}
