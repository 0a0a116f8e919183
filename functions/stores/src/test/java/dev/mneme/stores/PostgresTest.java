// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.servers.Ports;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTest {
  private final Map<String, String> environment = TestStores.shared().environment("persist");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MNEME_POSTGRES_URL | '' | MNEME_POSTGRES_URL: expected a value, found nothing",
        "MNEME_POSTGRES_URL | http://db | MNEME_POSTGRES_URL: expected"
            + " jdbc:postgresql://host:port/database, found http://db",
        "MNEME_POSTGRES_USER | '' | MNEME_POSTGRES_USER: expected a value, found nothing",
        "MNEME_POSTGRES_POOL | 0 | MNEME_POSTGRES_POOL: expected a whole number from 1 to 100,"
            + " found 0",
        "MNEME_POSTGRES_WAIT | 5 | MNEME_POSTGRES_WAIT: expected an ISO 8601 duration from PT0.25S"
            + " to PT1M, found 5"
      })
  void wrongSettingStopsTheStart(String key, String value, String expected) {
    // Given
    environment.put(key, value);

    // Then
    assertThatThrownBy(() -> Postgres.of(Settings.from(environment)))
        .isInstanceOf(SettingsException.class)
        .hasMessage("settings: " + expected);
  }

  @Test
  void malformedUrlStopsTheStartAndKeepsItsPassword() {
    // Given
    environment.put("MNEME_POSTGRES_URL", "jdbc:postgresql://db:port/mneme?password=secret");

    // Then
    assertThatThrownBy(() -> Postgres.of(Settings.from(environment)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("settings: MNEME_POSTGRES_URL: expected")
        .hasMessageNotContaining("secret");
  }

  @Test
  void defectsAreNotPassingTrouble() {
    try (Postgres postgres = Postgres.of(Settings.from(environment))) {
      assertThatThrownBy(
              () -> postgres.inTransaction(c -> c.prepareStatement("SELECT nothing").execute()))
          .isInstanceOf(IllegalStateException.class)
          .isNotInstanceOf(TryLaterException.class)
          .hasMessageContaining("nothing");
    }
  }

  @Test
  void errorDoesNotQuoteTheRow() {
    // Given
    String insert =
        "INSERT INTO mneme.user_progress (tenant, user_id) VALUES ('', 'said in confidence')";

    // Then
    try (Postgres postgres = Postgres.of(Settings.from(environment))) {
      assertThatThrownBy(() -> postgres.inTransaction(c -> c.prepareStatement(insert).execute()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageNotContaining("confidence");
    }
  }

  @Test
  void startDoesNotNeedTheDatabase() {
    // Given
    environment.put("MNEME_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/none");

    // When
    try (Postgres postgres = Postgres.of(Settings.from(environment))) {

      // Then
      assertThat(postgres).isNotNull();
    }
  }

  @Test
  void itCanConnectAheadOfTheFirstTransaction() throws IOException {
    // Given
    try (ServerSocket database = new ServerSocket(0)) {
      environment.put("MNEME_POSTGRES_URL", url(database.getLocalPort()));
      database.setSoTimeout(30_000);

      // When
      try (Postgres postgres = Postgres.of(Settings.from(environment)).ahead();
          Socket connection = database.accept()) {
        // Then
        assertThat(connection.isConnected()).isTrue();
      }
    }
  }

  @Test
  void whatFailsAheadIsLeftToTheFirstTransaction() {
    // Given
    environment.put("MNEME_POSTGRES_URL", url(Ports.free()));
    environment.put("MNEME_POSTGRES_WAIT", "PT0.25S");

    // When
    try (Postgres postgres = Postgres.of(Settings.from(environment)).ahead()) {
      // Then
      assertThatThrownBy(() -> postgres.inTransaction(c -> true))
          .isInstanceOf(TryLaterException.class)
          .hasMessage("Postgres cannot be used at the moment");
    }
  }

  private static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/mneme";
  }
}
