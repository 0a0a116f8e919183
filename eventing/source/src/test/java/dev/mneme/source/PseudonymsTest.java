// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
  private static final String KEY = "0123456789abcdef";

  @Test
  void isWhatTheReadmeTellsToCompute() {
    // printf %s acme.ada | openssl dgst -sha256 -hmac 0123456789abcdef
    assertThat(under(KEY).of("acme.ada")).isEqualTo("a50b40a6a695f179");
  }

  @Test
  void tellsUsersApart() {
    // Given
    Pseudonyms pseudonyms = under(KEY);

    // Then
    assertThat(pseudonyms.of("acme.ada")).isNotEqualTo(pseudonyms.of("acme.bea"));
    assertThat(pseudonyms.of("acme.ada")).isNotEqualTo(under(KEY + "0").of("acme.ada"));
  }

  @Test
  void withoutAKeyNobodyElseCanComputeThem() {
    // Given
    Settings nothing = Settings.from(Map.of());

    // Then
    assertThat(Pseudonyms.from(nothing).of("acme.ada"))
        .isNotEqualTo(Pseudonyms.from(nothing).of("acme.ada"));
  }

  @Test
  void aShortKeyIsRefusedAndNotShown() {
    assertThatThrownBy(() -> under("tiny"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("MNEME_LOG_KEY: expected 16 bytes or more, found 4")
        .hasMessageNotContaining("tiny");
  }

  private static Pseudonyms under(String key) {
    return Pseudonyms.from(Settings.from(Map.of("MNEME_LOG_KEY", key)));
  }
}
