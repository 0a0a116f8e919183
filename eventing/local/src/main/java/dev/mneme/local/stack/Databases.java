// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import dev.mneme.contract.settings.Settings;
import dev.mneme.servers.PostgresServer;
import dev.mneme.stores.Migrate;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The schema, and a role for each function with a password of this run only. */
final class Databases {
  private static final int PASSWORD_BYTES = 20;

  private final Map<String, String> passwords =
      Migrate.FUNCTIONS.stream().collect(Collectors.toMap(Function.identity(), f -> random()));

  /** Brings the schema up to date and gives the roles their passwords. */
  void migrate(PostgresServer server) {
    Map<String, String> settings = new HashMap<>();
    settings.put("MNEME_POSTGRES_URL", server.jdbcUrl());
    settings.put("MNEME_POSTGRES_OWNER_USER", server.user());
    settings.put("MNEME_POSTGRES_OWNER_PASSWORD", server.password());
    passwords.forEach(
        (function, password) ->
            settings.put("MNEME_POSTGRES_PASSWORD_" + function.toUpperCase(Locale.ROOT), password));
    Migrate.of(Settings.from(settings)).run();
  }

  /** The settings of a function that keeps something in the database. */
  Map<String, String> settings(PostgresServer server, String function) {
    String password = passwords.get(function);
    if (password == null) {
      throw new IllegalArgumentException(function + " has no role");
    }
    return Map.of(
        "MNEME_POSTGRES_URL", server.jdbcUrl(),
        "MNEME_POSTGRES_USER", Migrate.role(function),
        "MNEME_POSTGRES_PASSWORD", password);
  }

  private static String random() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
