// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.identity;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;

/**
 * Whose tokens count.
 *
 * @param keys {@code MNEME_TOKEN_JWKS_URL}: the issuer's public keys, a JSON Web Key Set (RFC 7517)
 * @param issuer {@code MNEME_TOKEN_ISSUER}: what {@code iss} must be
 * @param audience {@code MNEME_TOKEN_AUDIENCE} (mneme): what {@code aud} must hold
 * @param tenantClaim {@code MNEME_TOKEN_TENANT_CLAIM} (tenant): the claim that names the tenant
 * @param userClaim {@code MNEME_TOKEN_USER_CLAIM} (sub): the claim that names the user
 */
record TokenSettings(
    URL keys, String issuer, String audience, String tenantClaim, String userClaim) {
  private static final String KEYS = "MNEME_TOKEN_JWKS_URL";

  static TokenSettings of(Settings settings) {
    return new TokenSettings(
        url(settings.uri(KEYS)),
        settings.text("MNEME_TOKEN_ISSUER"),
        settings.text("MNEME_TOKEN_AUDIENCE", "mneme"),
        settings.text("MNEME_TOKEN_TENANT_CLAIM", "tenant"),
        settings.text("MNEME_TOKEN_USER_CLAIM", "sub"));
  }

  private static URL url(URI uri) {
    if (!List.of("http", "https").contains(uri.getScheme())) {
      throw wrong(uri);
    }
    try {
      return uri.toURL();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw wrong(uri);
    }
  }

  private static SettingsException wrong(URI uri) {
    return new SettingsException(List.of(KEYS + ": expected an http or https URL, found " + uri));
  }
}
