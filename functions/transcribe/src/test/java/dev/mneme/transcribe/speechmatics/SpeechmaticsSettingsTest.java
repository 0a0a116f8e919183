// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeechmaticsSettingsTest {
  private static SpeechmaticsSettings settings(String... more) {
    Map<String, String> environment = new HashMap<>(Map.of("MNEME_SPEECHMATICS_KEY", "secret"));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return SpeechmaticsSettings.from(Settings.from(environment));
  }

  @Test
  void aRegionIsAHost() {
    assertThat(settings().url()).hasToString("https://eu1.asr.api.speechmatics.com/v2");
    assertThat(settings("MNEME_SPEECHMATICS_REGION", "us2").url())
        .hasToString("https://us2.asr.api.speechmatics.com/v2");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> settings("MNEME_SPEECHMATICS_REGION", "mars"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "MNEME_SPEECHMATICS_REGION: expected one of [eu1, eu2, us1, us2, au1]");
    assertThatThrownBy(() -> settings("MNEME_SPEECHMATICS_MODEL", "best"))
        .hasMessageContaining("MNEME_SPEECHMATICS_MODEL: expected one of [standard, enhanced]");
  }

  @Test
  void needsAKey() {
    assertThatThrownBy(() -> SpeechmaticsSettings.from(Settings.from(Map.of())))
        .hasMessageContaining("MNEME_SPEECHMATICS_KEY: expected a value");
  }

  @Test
  void aWebhookNeedsATokenBecauseNothingElseTellsWhoCalls() {
    assertThatThrownBy(
            () -> settings("MNEME_SPEECHMATICS_WEBHOOK_URL", "https://mneme.example/hook"))
        .hasMessageContaining("MNEME_SPEECHMATICS_WEBHOOK_TOKEN: expected a value");
  }
}
