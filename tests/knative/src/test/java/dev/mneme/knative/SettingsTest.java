// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.runtime.FunctionApplication;
import dev.mneme.runtime.RunningFunction;
import dev.mneme.stores.Migrate;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanRegistrar;

/** Every program is started, or configured, with just what its manifest gives it. */
class SettingsTest {
  @TempDir Path files;

  @ParameterizedTest
  @ValueSource(strings = {"transcribe", "classify", "persist", "train", "audit", "recall"})
  void aFunctionStartsWithTheEnvironmentOfItsManifest(String function) throws Exception {
    // Given: what differs between environments, each once
    List<Map<String, String>> environments = environments(Manifest.SERVICE, function);

    for (Map<String, String> environment : environments) {
      // When
      try (RunningFunction running = FunctionApplication.start(beans(function), environment)) {
        // Then
        assertThat(running.port()).isPositive();
      }
    }
    assertThat(environments).isNotEmpty();
  }

  @Test
  void aFunctionDoesNotStartWithoutASettingOfItsManifest() {
    // Given
    Map<String, String> environment =
        new HashMap<>(environment(Overlay.AWS, Manifest.SERVICE, "train"));
    environment.remove("MNEME_POSTGRES_USER");

    // When, Then
    assertThatThrownBy(() -> FunctionApplication.start(beans("train"), environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("MNEME_POSTGRES_USER");
  }

  @Test
  void aFunctionDoesNotStartWithASettingTooMany() {
    // Given
    Map<String, String> environment =
        new HashMap<>(environment(Overlay.AWS, Manifest.SERVICE, "train"));
    environment.put("MNEME_MONGODB_URI", "mongodb://localhost/mneme");

    // When, Then
    assertThatThrownBy(() -> FunctionApplication.start(beans("train"), environment))
        .hasMessageContaining("MNEME_MONGODB_URI is unknown");
  }

  @Test
  void captureIsConfiguredByItsManifest() throws Exception {
    for (Map<String, String> environment : environments(Manifest.SERVICE, "capture")) {
      configure("dev.mneme.capture.CaptureMain", environment);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySourceIsConfiguredByItsManifestAndByWhatKnativeAdds(Overlay overlay) throws Exception {
    // Given
    List<Manifest> sources = overlay.manifests().of(Manifest.SOURCE).toList();

    for (Manifest source : sources) {
      Map<String, String> environment =
          new HashMap<>(environment(overlay, Manifest.SOURCE, source.name()));
      environment.put("K_SINK", "http://function.mneme.svc.cluster.local");

      // When, Then
      configure("dev.mneme.source.SourceMain", environment);
    }
    assertThat(sources).isNotEmpty();
  }

  @Test
  void theMigrationIsConfiguredByItsManifest() {
    // Given
    Settings settings = Settings.from(environment(Overlay.AWS, Manifest.JOB, "migrate"));

    // When
    Migrate.of(settings);

    // Then
    settings.rejectUnknown();
    assertThat(settings.describe())
        .extracting(dev.mneme.contract.settings.Setting::key)
        .contains(
            Migrate.FUNCTIONS.stream()
                .map(function -> "MNEME_POSTGRES_PASSWORD_" + function.toUpperCase(Locale.ROOT))
                .toArray(String[]::new));
  }

  @Test
  void repairHasTheStoresOfPersistAndARoleOfItsOwn() {
    // Given
    Map<String, String> persist = environment(Overlay.AWS, Manifest.SERVICE, "persist");

    // When
    Map<String, String> repair = environment(Overlay.AWS, Manifest.CRON_JOB, "repair");

    // Then
    assertThat(repair).containsEntry("MNEME_POSTGRES_USER", Migrate.role("repair"));
    assertThat(repair.keySet()).isEqualTo(persist.keySet());
  }

  @ParameterizedTest
  @EnumSource
  void everyOneConnectsToPostgresAsItself(Overlay overlay) {
    // When
    List<Manifest> clients =
        overlay
            .manifests()
            .services()
            .filter(s -> s.variables().stream().anyMatch(v -> v.name().contains("POSTGRES")))
            .toList();

    // Then
    assertThat(clients)
        .extracting(Manifest::name)
        .containsExactlyInAnyOrder("persist", "train", "audit", "recall");
    assertThat(clients)
        .allSatisfy(
            client ->
                assertThat(client.variables())
                    .anyMatch(
                        v ->
                            v.name().equals("MNEME_POSTGRES_USER")
                                && v.value().equals(Migrate.role(client.name())))
                    .anyMatch(
                        v ->
                            v.name().equals("MNEME_POSTGRES_PASSWORD")
                                && v.key()
                                    .equals(
                                        "MNEME_POSTGRES_PASSWORD_"
                                            + client.name().toUpperCase(Locale.ROOT))));
  }

  /** Without what may be absent, as far as environments differ; and one with all of that. */
  private List<Map<String, String>> environments(String type, String name) {
    List<Map<String, String>> different = new ArrayList<>();
    for (Overlay overlay : Overlay.values()) {
      Map<String, String> environment = environment(overlay, type, name);
      if (different.stream().noneMatch(e -> e.keySet().equals(environment.keySet()))) {
        different.add(environment);
      }
    }
    Manifests all = Overlay.KIND.manifests();
    Map<String, String> whole = new Environment(all, files).of(all.get(type, name), true);
    if (!different.contains(whole)) {
      different.add(whole);
    }
    return different;
  }

  private Map<String, String> environment(Overlay overlay, String type, String name) {
    Manifests all = overlay.manifests();
    return new Environment(all, files).of(all.get(type, name), false);
  }

  /** Some modules begin with their settings, others have no work before all else. */
  private static Function<Settings, BeanRegistrar> beans(String function)
      throws ReflectiveOperationException {
    String name = function.substring(0, 1).toUpperCase(Locale.ROOT) + function.substring(1);
    Constructor<?> constructor =
        Class.forName("dev.mneme." + function + "." + name + "Configuration")
            .getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return settings -> made(constructor, settings);
  }

  private static BeanRegistrar made(Constructor<?> constructor, Settings settings) {
    try {
      return (BeanRegistrar)
          (constructor.getParameterCount() == 0
              ? constructor.newInstance()
              : constructor.newInstance(settings));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(constructor + ": expected no parameter, or the settings", e);
    }
  }

  /** As {@code Service.main} does it, up to where it would connect. */
  private static void configure(String main, Map<String, String> environment) throws Exception {
    Settings settings = Settings.from(environment);
    Constructor<?> constructor = Class.forName(main).getDeclaredConstructor(Settings.class);
    constructor.setAccessible(true);
    assertThat(constructor.newInstance(settings)).isNotNull();
    settings.rejectUnknown();
  }
}
