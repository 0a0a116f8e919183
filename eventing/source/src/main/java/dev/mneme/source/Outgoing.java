// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.connection.Tls;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What Knative says about requests to functions, beside where they go.
 *
 * @param trust whom to trust behind an https URI; empty for what the JDK trusts
 * @param overrides what every posted event bears
 */
record Outgoing(Optional<SSLContext> trust, Overrides overrides) {
  /** Nothing beside where they go. */
  static final Outgoing PLAIN = new Outgoing(Optional.empty(), Overrides.NONE);

  private static final String AUTHORITIES = "K_CA_CERTS";

  /**
   * Out of {@code K_CA_CERTS} and {@code K_CE_OVERRIDES}.
   *
   * @throws SettingsException naming the key that is malformed
   */
  static Outgoing of(Settings settings) {
    return new Outgoing(
        settings.optionalText(AUTHORITIES).map(pem -> Tls.trusting(AUTHORITIES, pem)),
        Overrides.of(settings));
  }
}
