// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How an engine is reached.
 *
 * @param url of the engine
 * @param authorization how requests show who asks
 * @param timeout until a connection is there, and then for each wait for bytes
 */
public record EngineSettings(URI url, Authorization authorization, Duration timeout) {
  private static final String USER = "MNEME_SEARCH_USER";
  private static final String PASSWORD = "MNEME_SEARCH_PASSWORD";
  private static final String API_KEY = "MNEME_SEARCH_API_KEY";

  /**
   * Reads what stands beside the URL.
   *
   * @throws SettingsException if a setting is malformed, or half of a pair
   */
  public static EngineSettings of(Settings settings, URI url) {
    return new EngineSettings(
        url,
        authorization(settings),
        settings.duration(
            "MNEME_SEARCH_TIMEOUT",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(5)));
  }

  /** The same engine, asked in another way. */
  public EngineSettings with(Authorization other) {
    return new EngineSettings(url, other, timeout);
  }

  private static Authorization authorization(Settings settings) {
    Optional<String> user = settings.optionalText(USER);
    Optional<String> password = settings.secret(PASSWORD);
    Optional<String> key = settings.secret(API_KEY);
    if (user.isPresent() != password.isPresent()) {
      throw wrong(
          (user.isPresent() ? PASSWORD : USER)
              + ": expected a value, as the other half of the pair is set, found nothing");
    }
    if (user.isPresent() && key.isPresent()) {
      throw wrong(USER + ", " + API_KEY + ": expected one of them, found both");
    }
    return key.map(value -> "ApiKey " + value)
        .or(() -> user.map(name -> "Basic " + basic(name, password.orElseThrow())))
        .map(Authorization::of)
        .orElse(Authorization.NONE);
  }

  private static String basic(String user, String password) {
    return Base64.getEncoder()
        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static SettingsException wrong(String error) {
    return new SettingsException(List.of(error));
  }
}
