// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.Extensions;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Extensions that every event bears when it is posted (Knative's {@code CloudEventOverrides} in
 * {@code K_CE_OVERRIDES}).
 */
final class Overrides {
  /** Events are posted as they are. */
  static final Overrides NONE = new Overrides(Map.of());

  /** What Mneme's own way of an event is judged by. */
  private static final Set<String> OURS =
      Set.of(
          Extensions.TENANT,
          Extensions.USER_ID,
          Extensions.PARTITION_KEY,
          Extensions.CAUSATION_ID,
          Extensions.DATA_REF);

  private static final String KEY = "K_CE_OVERRIDES";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,64}");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Map<String, String> extensions;

  private Overrides(Map<String, String> extensions) {
    this.extensions = Map.copyOf(extensions);
  }

  private record Wire(@Nullable Map<String, String> extensions) {}

  /**
   * Reads the setting; nothing is overridden where it is absent.
   *
   * @throws SettingsException if it is not JSON as Knative writes it, or overrides an attribute
   */
  static Overrides of(Settings settings) {
    Map<String, String> extensions =
        settings.optionalText(KEY).map(Overrides::read).orElse(Map.of());
    Set<String> fixed = new HashSet<>(SpecVersion.V1.getAllAttributes());
    fixed.addAll(OURS);
    for (Map.Entry<String, String> extension : extensions.entrySet()) {
      if (!NAME.matcher(extension.getKey()).matches() || fixed.contains(extension.getKey())) {
        throw wrong(
            "names of extensions, lower-case letters and digits, none of "
                + fixed.stream().sorted().toList(),
            extension.getKey());
      }
      if (Objects.isNull(extension.getValue())) {
        throw wrong("a text for " + extension.getKey(), "null");
      }
    }
    return new Overrides(extensions);
  }

  CloudEvent apply(CloudEvent event) {
    if (extensions.isEmpty()) {
      return event;
    }
    CloudEventBuilder builder = CloudEventBuilder.from(event);
    extensions.forEach(builder::withExtension);
    return builder.build();
  }

  private static Map<String, String> read(String json) {
    try {
      return Objects.requireNonNullElse(
          JSON.readValue(json, Wire.class).extensions(), Map.<String, String>of());
    } catch (JacksonException e) {
      throw wrong("JSON like {\"extensions\":{\"name\":\"value\"}}", json);
    }
  }

  private static SettingsException wrong(String expected, String found) {
    return new SettingsException(List.of(KEY + ": expected " + expected + ", found " + found));
  }
}
