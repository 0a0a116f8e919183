// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditSettingsTest {
  private static final String KEY = "0x" + "5e".repeat(32);

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "MNEME_CHAIN_RPC_URL",
              "http://127.0.0.1:8545/secret",
              "MNEME_CHAIN_ID",
              "23294",
              "MNEME_CHAIN_KEY",
              KEY,
              "MNEME_AUDIT_CONTRACT",
              "0x" + "AB".repeat(20)));

  @Test
  void readsTheChain() {
    // When
    AuditSettings settings = AuditSettings.of(Settings.from(environment));

    // Then
    assertThat(settings.chain().rpc()).isEqualTo(URI.create("http://127.0.0.1:8545/secret"));
    assertThat(settings.chain().chainId()).isEqualTo(23294);
    assertThat(settings.chain().contract()).isEqualTo("0x" + "ab".repeat(20));
    assertThat(settings.key()).isEqualTo(KEY);
    assertThat(settings.mined()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.toString()).doesNotContain("5e5e").doesNotContain("secret");
  }

  @Test
  void refusesANodeThatIsNotReachedByHttp() {
    // Given
    environment.put("MNEME_CHAIN_RPC_URL", "wss://node.test/secret");

    // When // Then
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> AuditSettings.of(Settings.from(environment)))
        .withMessageContaining("MNEME_CHAIN_RPC_URL: expected an http or https URL, found wss")
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MNEME_CHAIN_RPC_URL",
        "MNEME_CHAIN_ID",
        "MNEME_CHAIN_KEY",
        "MNEME_AUDIT_CONTRACT"
      })
  void namesAKeyThatIsMissing(String key) {
    // Given
    environment.remove(key);

    // When // Then
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> AuditSettings.of(Settings.from(environment)))
        .withMessageContaining(key + ": expected");
  }

  @ParameterizedTest
  @CsvSource({
    "MNEME_CHAIN_RPC_URL, localhost",
    "MNEME_CHAIN_ID, 0",
    "MNEME_CHAIN_ID, mainnet",
    "MNEME_CHAIN_KEY, 0xabc-not-shown",
    "MNEME_AUDIT_CONTRACT, 0x12",
    "MNEME_CHAIN_MINED_WITHIN, PT0S"
  })
  void namesAKeyThatIsMalformed(String key, String value) {
    // Given
    environment.put(key, value);

    // When // Then
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> AuditSettings.of(Settings.from(environment)))
        .withMessageContaining(key + ": expected")
        .withMessageNotContaining("not-shown");
  }
}
