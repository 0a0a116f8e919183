// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.connection.Tls;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What is settled about requests to functions, beside where they go.
 *
 * @param trust whom to trust behind an https URI; empty for what the JDK trusts
 * @param overrides what every posted event bears
 * @param largestAnswer that is read, in bytes; a larger one is an invalid reply
 */
record Outgoing(Optional<SSLContext> trust, Overrides overrides, int largestAnswer) {
  private static final int LARGEST_ANSWER = 8 << 20;

  /** Nothing beside where they go. */
  static final Outgoing PLAIN = new Outgoing(Optional.empty(), Overrides.NONE, LARGEST_ANSWER);

  private static final String AUTHORITIES = "K_CA_CERTS";

  /**
   * Out of {@code K_CA_CERTS}, {@code K_CE_OVERRIDES} and {@code MNEME_LARGEST_ANSWER}.
   *
   * @throws SettingsException naming the key that is malformed
   */
  static Outgoing of(Settings settings) {
    return new Outgoing(
        settings.optionalText(AUTHORITIES).map(pem -> Tls.trusting(AUTHORITIES, pem)),
        Overrides.of(settings),
        Math.toIntExact(settings.number("MNEME_LARGEST_ANSWER", LARGEST_ANSWER, 1 << 10, 1 << 30)));
  }
}
