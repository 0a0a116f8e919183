// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.identity;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.util.Locale;
import java.util.Optional;

/**
 * Knows whoever brings a good token, as RFC 6750 says: {@code Authorization: Bearer <token>}.
 * Thread-safe.
 *
 * <p>Settings: those of {@link TokenSettings}.
 */
public final class Identity {
  private static final String SCHEME = "bearer ";

  private final TokenVerifier verifier;

  private Identity(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * Reads the settings; the issuer's keys are fetched with the first token.
   *
   * @throws SettingsException if a setting is missing or malformed
   */
  public static Identity of(Settings settings) {
    return new Identity(new TokenVerifier(TokenSettings.of(settings)));
  }

  /**
   * Reads the issuer's keys while all else is made, for a process that wakes because somebody asks.
   * What fails is left to the first token.
   */
  public Identity ahead() {
    verifier.ahead();
    return this;
  }

  /**
   * Whose token a request brings.
   *
   * @param authorization the request's header of that name
   * @throws Refusal if it brings none, or a bad one
   * @throws TryLaterException if the issuer's keys were never read and cannot be read now
   */
  public UserKey caller(Optional<String> authorization) {
    String header = authorization.orElseThrow(() -> new Refusal("none was sent"));
    if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw new Refusal("the Authorization header has another scheme");
    }
    return verifier.verify(header.substring(SCHEME.length()).strip());
  }
}
