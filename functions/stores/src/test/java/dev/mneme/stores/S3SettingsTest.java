// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3SettingsTest {
  @Test
  void bucketIsAllThatTheClusterMustName() {
    // When
    S3Settings settings = S3Settings.of(Settings.from(Map.of("MNEME_S3_BUCKET", "memories")));

    // Then
    assertThat(settings.endpoint()).isEmpty();
    assertThat(settings.region()).isEqualTo("us-east-1");
    assertThat(settings.mostBytes()).isEqualTo(64L << 20);
  }

  @Test
  void anEndpointIsAskedInsteadOfAws() {
    // Given
    Map<String, String> environment =
        Map.of("MNEME_S3_BUCKET", "memories", "MNEME_S3_ENDPOINT", "http://localhost:9000");

    // Then
    assertThat(S3Settings.of(Settings.from(environment)).address())
        .hasToString("http://localhost:9000/memories");
    assertThat(S3Settings.of(Settings.from(Map.of("MNEME_S3_BUCKET", "memories"))).address())
        .hasToString("https://memories.s3.us-east-1.amazonaws.com");
  }

  @Test
  void halfAPairOfKeysStopsTheStart() {
    // Given
    Settings settings =
        Settings.from(Map.of("MNEME_S3_BUCKET", "memories", "MNEME_S3_ACCESS_KEY", "a"));

    // Then
    assertThatThrownBy(() -> S3Settings.of(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "settings: MNEME_S3_SECRET_KEY: expected a value, as the other half of the pair is set,"
                + " found nothing");
  }
}
