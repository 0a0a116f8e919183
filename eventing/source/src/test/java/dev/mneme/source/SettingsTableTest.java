// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.settings.Setting;
import dev.mneme.contract.settings.Settings;
import dev.mneme.source.metrics.SourceMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The README's table of settings has a row for each key that is asked for, and no other. */
class SettingsTableTest {
  @Test
  void everySettingHasItsRowWithDefaultAndRange() {
    // Given
    Map<String, List<String>> documented = new TreeMap<>();
    Readme.table("Settings").forEach((key, cells) -> documented.put(key, cells.subList(0, 2)));

    // Then
    assertThat(documented).isEqualTo(asked());
    assertThat(Readme.table("Settings"))
        .allSatisfy((key, cells) -> assertThat(cells.get(2)).as(key).isNotBlank());
  }

  /** Default and range of each key; what is asked for depends on what is set. */
  private static Map<String, List<String>> asked() {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String protocol :
        List.of("OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL")) {
      Map<String, String> environment = new HashMap<>();
      environment.put("MNEME_NATS_URL", "nats://localhost");
      environment.put("MNEME_ROUTE", "classify");
      environment.put("K_SINK", "http://localhost");
      environment.put("HOSTNAME", "<HOSTNAME>");
      environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:9");
      environment.put(protocol, "http/protobuf");
      Settings settings = Settings.from(environment);
      SourceSettings.from(settings);
      new SourceMetrics(settings).close();
      settings.describe().forEach(setting -> rows.put(key(setting), cells(setting)));
    }
    // Named by the platform, and only in the default of another.
    rows.remove("HOSTNAME");
    return rows;
  }

  private static String key(Setting setting) {
    return setting.key().replaceFirst("^MNEME_SINK_.*", "MNEME_SINK_<ROUTE>");
  }

  private static List<String> cells(Setting setting) {
    String otherwise = setting.required() ? "required" : setting.otherwise();
    return List.of(Objects.requireNonNullElse(otherwise, ""), setting.expected());
  }
}
