// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryIndexesTest {
  private static final String OPENSEARCH = "MNEME_OPENSEARCH_URL";
  private static final String ELASTICSEARCH = "MNEME_ELASTICSEARCH_URL";

  @Test
  void eitherEngineIsMadeWithoutAConnection() {
    for (String engine : new String[] {OPENSEARCH, ELASTICSEARCH}) {
      assertThat(MemoryIndexes.of(Settings.from(Map.of(engine, "https://localhost:1"))))
          .isNotNull();
    }
  }

  @Test
  void oneEngineMustBeSet() {
    assertThatThrownBy(() -> MemoryIndexes.of(Settings.from(Map.of())))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(OPENSEARCH + ", " + ELASTICSEARCH)
        .hasMessageContaining("expected one of them, found none");
    assertThatThrownBy(
            () ->
                MemoryIndexes.of(
                    Settings.from(
                        Map.of(
                            OPENSEARCH,
                            "http://localhost:1",
                            ELASTICSEARCH,
                            "http://localhost:1"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("found both");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MNEME_SEARCH_USER=ada | MNEME_SEARCH_PASSWORD: expected a value",
        "MNEME_SEARCH_PASSWORD=x | MNEME_SEARCH_USER: expected a value",
        "MNEME_SEARCH_USER=ada,MNEME_SEARCH_PASSWORD=x,MNEME_SEARCH_API_KEY=y | found both",
        "MNEME_OPENSEARCH_AWS_SERVICE=s3,AWS_REGION=eu-west-1 | expected one of [es, aoss], found"
            + " s3",
        "MNEME_OPENSEARCH_AWS_SERVICE=es | AWS_REGION: expected",
        "MNEME_OPENSEARCH_AWS_SERVICE=es,AWS_REGION=eu-west-1,MNEME_SEARCH_API_KEY=y | found both",
        "MNEME_SEARCH_TIMEOUT=soon | MNEME_SEARCH_TIMEOUT: expected an ISO 8601 duration",
      })
  void wrongSettingsAreNamed(String settings, String message) {
    // Given
    Map<String, String> environment = new HashMap<>(Map.of(OPENSEARCH, "http://localhost:1"));
    for (String setting : settings.split(",", -1)) {
      String[] parts = setting.split("=", 2);
      environment.put(parts[0], parts[1]);
    }

    // Then
    assertThatThrownBy(() -> MemoryIndexes.of(Settings.from(environment)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message);
  }
}
