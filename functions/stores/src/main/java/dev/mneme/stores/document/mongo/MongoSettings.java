// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.document.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The settings of {@link MongoDocuments}. */
record MongoSettings(MongoClientSettings client, String database) {
  private static final String URI = "MNEME_MONGODB_URI";
  private static final String USER = "MNEME_MONGODB_USER";
  private static final String PASSWORD = "MNEME_MONGODB_PASSWORD";
  private static final String DATABASE = "mneme";

  static MongoSettings of(Settings settings) {
    ConnectionString uri = uri(settings.text(URI));
    Duration timeout =
        settings.duration(
            "MNEME_MONGODB_TIMEOUT",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(5));
    int millis = (int) timeout.toMillis();
    String database = Objects.requireNonNullElse(uri.getDatabase(), DATABASE);
    MongoClientSettings.Builder client =
        MongoClientSettings.builder()
            .applyConnectionString(uri)
            .applicationName("mneme")
            .applyToClusterSettings(c -> c.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
            .applyToSocketSettings(
                s ->
                    s.connectTimeout(millis, TimeUnit.MILLISECONDS)
                        .readTimeout(millis, TimeUnit.MILLISECONDS));
    credential(settings, uri, database).ifPresent(client::credential);
    return new MongoSettings(client.build(), database);
  }

  private static ConnectionString uri(String uri) {
    try {
      return new ConnectionString(uri);
    } catch (IllegalArgumentException e) {
      // Neither the value nor the driver's words: both may have a password in them.
      throw wrong(URI + ": expected mongodb://host:port/database?options, found something else");
    }
  }

  private static Optional<MongoCredential> credential(
      Settings settings, ConnectionString uri, String database) {
    Optional<String> user = settings.optionalText(USER);
    Optional<String> password = settings.secret(PASSWORD);
    if (user.isPresent() != password.isPresent()) {
      throw wrong(
          (user.isPresent() ? PASSWORD : USER)
              + ": expected a value, as the other half of the pair is set, found nothing");
    }
    if (user.isPresent() && uri.getCredential() != null) {
      throw wrong(USER + ", " + URI + ": expected a user in one of them, found both");
    }
    return user.map(
        name ->
            MongoCredential.createCredential(name, database, password.orElseThrow().toCharArray()));
  }

  private static SettingsException wrong(String error) {
    return new SettingsException(List.of(error));
  }
}
