// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a process proves who it is to a NATS server; in one way at most. */
final class Credentials {
  private static final String CREDS = "MNEME_NATS_CREDS";
  private static final String NKEY = "MNEME_NATS_NKEY";
  private static final String USER = "MNEME_NATS_USER";
  private static final String PASSWORD = "MNEME_NATS_PASSWORD";
  private static final String TOKEN = "MNEME_NATS_TOKEN";

  /** Seeds of users begin with SU and have 58 characters of base32. */
  private static final Pattern USER_SEED = Pattern.compile("\\bSU[A-Z2-7]{56}\\b");

  private final String keys;
  private final Consumer<Options.Builder> option;

  private Credentials(String keys, Consumer<Options.Builder> option) {
    this.keys = keys;
    this.option = option;
  }

  /**
   * The one way that is set.
   *
   * @throws SettingsException if several are, if one is half there, or if a file does not hold it
   */
  static Credentials of(Settings settings) {
    Optional<Credentials> creds = settings.optionalFile(CREDS).map(Credentials::creds);
    Optional<Credentials> nkey = settings.optionalFile(NKEY).map(Credentials::nkey);
    Optional<Credentials> user = user(settings.optionalText(USER), settings.secret(PASSWORD));
    Optional<Credentials> token =
        settings
            .secret(TOKEN)
            .map(value -> new Credentials(TOKEN, o -> o.token(value.toCharArray())));
    List<Credentials> found =
        Stream.of(creds, nkey, user, token).flatMap(Optional::stream).toList();
    if (found.size() > 1) {
      throw wrong(found + ": expected one of them, found " + found.size());
    }
    return found.isEmpty()
        ? new Credentials(List.of(CREDS, NKEY, USER, TOKEN) + " (none is set)", o -> {})
        : found.getFirst();
  }

  void addTo(Options.Builder options) {
    option.accept(options);
  }

  /** The keys they come from, and nothing of what they are. */
  @Override
  public String toString() {
    return keys;
  }

  private static Optional<Credentials> user(Optional<String> user, Optional<String> password) {
    if (user.isPresent() != password.isPresent()) {
      throw wrong(
          USER
              + ", "
              + PASSWORD
              + ": expected both or none, found only the "
              + (user.isPresent() ? "first" : "second"));
    }
    return user.map(
        name ->
            new Credentials(
                USER + " with " + PASSWORD,
                o -> o.userInfo(name.toCharArray(), password.orElse("").toCharArray())));
  }

  /** A file as {@code nsc} and Synadia Cloud write it: a JWT and its seed. */
  private static Credentials creds(Path file) {
    String text = read(CREDS, file);
    if (!text.contains("BEGIN NATS USER JWT") || userSeed(text).isEmpty()) {
      throw wrong(CREDS + ": expected a file with the JWT and the seed of a user, found " + file);
    }
    // Read again at each connect, so that what a rotation wrote counts from then on.
    return new Credentials(CREDS, o -> o.authHandler(Nats.credentials(file.toString())));
  }

  private static Credentials nkey(Path file) {
    char[] seed =
        userSeed(read(NKEY, file))
            .orElseThrow(
                () -> wrong(NKEY + ": expected a file with the seed of a user, found " + file))
            .toCharArray();
    return new Credentials(NKEY, o -> o.authHandler(Nats.staticCredentials(null, seed)));
  }

  private static Optional<String> userSeed(String text) {
    Matcher seed = USER_SEED.matcher(text);
    try {
      return seed.find()
              && NKey.fromSeed(seed.group().toCharArray()).getType().equals(NKey.Type.USER)
          ? Optional.of(seed.group())
          : Optional.empty();
    } catch (IllegalArgumentException wrongChecksum) {
      return Optional.empty();
    }
  }

  private static String read(String key, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw wrong(
          key
              + ": expected a text file, found "
              + file
              + " ("
              + e.getClass().getSimpleName()
              + ")");
    }
  }

  private static SettingsException wrong(String error) {
    return new SettingsException(List.of(error));
  }
}
