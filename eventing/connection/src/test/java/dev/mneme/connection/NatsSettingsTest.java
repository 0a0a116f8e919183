// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import io.nats.client.NKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is contradictory, halved or malformed stops the start, and no error shows a secret. */
class NatsSettingsTest {
  private static final String SECRET = "correct-horse";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nats://a:4222         | [nats://a:4222]
          a:4222, tls://b       | [nats://a:4222, tls://b]
          ws://a:80,wss://b:443 | [ws://a:80, wss://b:443]
          """)
  void serversAreUrlsOrHosts(String value, String servers) {
    assertThat(NatsSettings.of(settings(Map.of("MNEME_NATS_URL", value)))).hasToString(servers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://a:1              | found scheme http, host a
          nats://                 | found something that is no URL
          nats://a:1,,nats://b:1  | found something that is no URL
          nats://a b              | found something that is no URL
          """)
  void otherServersAreRefused(String value, String found) {
    refused(
        Map.of("MNEME_NATS_URL", value),
        "MNEME_NATS_URL: expected host:port or a URL with one of [nats, tls, ws, wss], " + found);
  }

  @Test
  void aUserInTheUrlIsRefusedAndNotShown() {
    refused(
        Map.of("MNEME_NATS_URL", "nats://ann:" + SECRET + "@host:4222"),
        "MNEME_NATS_URL: expected no user in it (that is MNEME_NATS_USER, MNEME_NATS_PASSWORD,"
            + " MNEME_NATS_TOKEN), found one at host");
  }

  @Test
  void twoWaysToProveWhoThisIsAreRefused() {
    refused(
        Map.of("MNEME_NATS_TOKEN", SECRET, "MNEME_NATS_USER", "ann", "MNEME_NATS_PASSWORD", SECRET),
        "[MNEME_NATS_USER with MNEME_NATS_PASSWORD, MNEME_NATS_TOKEN]: expected one of them,"
            + " found 2");
  }

  @Test
  void aUserWithoutPasswordIsRefused() {
    refused(
        Map.of("MNEME_NATS_USER", "ann"),
        "MNEME_NATS_USER, MNEME_NATS_PASSWORD: expected both or none, found only the first");
    refused(
        Map.of("MNEME_NATS_PASSWORD", SECRET),
        "MNEME_NATS_USER, MNEME_NATS_PASSWORD: expected both or none, found only the second");
  }

  @Test
  void aCertificateWithoutKeyIsRefused() throws Exception {
    String file = new Authority(directory).file().toString();
    refused(
        Map.of("MNEME_NATS_CERT", file),
        "MNEME_NATS_CERT, MNEME_NATS_KEY: expected both or none, found only the first");
    refused(
        Map.of("MNEME_NATS_KEY", file),
        "MNEME_NATS_CERT, MNEME_NATS_KEY: expected both or none, found only the second");
    refused(
        Map.of("MNEME_NATS_CERT", file, "MNEME_NATS_KEY", file),
        "MNEME_NATS_KEY: expected an unencrypted private key in PEM, found none that can be read"
            + " (IOException)");
  }

  @Test
  void aFileThatHoldsSomethingElseIsRefusedAndNotShown() throws Exception {
    // Given
    String other = file(SECRET);
    NKey account = NKey.createAccount(new SecureRandom());
    String seed = file(new String(account.getSeed()));

    // Then
    refused(
        Map.of("MNEME_NATS_CREDS", other),
        "MNEME_NATS_CREDS: expected a file with the JWT and the seed of a user, found " + other);
    refused(
        Map.of("MNEME_NATS_NKEY", seed),
        "MNEME_NATS_NKEY: expected a file with the seed of a user, found " + seed);
    refused(
        Map.of("MNEME_NATS_CA", other),
        "MNEME_NATS_CA: expected certificates in PEM, found none that can be read"
            + " (CertificateException)");
    refused(
        Map.of("MNEME_NATS_CREDS", other + "x"),
        "MNEME_NATS_CREDS: expected a readable file, found " + other + "x");
  }

  @Test
  void aDomainIsOneToken() {
    refused(
        Map.of("MNEME_NATS_DOMAIN", "a.b"),
        "MNEME_NATS_DOMAIN: expected letters, digits, - and _, found a.b");
  }

  private String file(String content) throws IOException {
    Path file = Files.createTempFile(directory, "file", "");
    return Files.writeString(file, content).toString();
  }

  private static void refused(Map<String, String> some, String error) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> NatsSettings.of(settings(some)))
        .withMessage("%s", "settings: " + error)
        .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET));
  }

  private static Settings settings(Map<String, String> some) {
    Map<String, String> all = new HashMap<>(some);
    all.putIfAbsent("MNEME_NATS_URL", "nats://localhost:4222");
    return Settings.from(all);
  }
}
