// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Item 9: what Knative injects, and which function each route has. */
class SourceSettingsTest {
  private static final String SINK = "http://function/";

  @TempDir private Path directory;

  @Test
  void kSinkIsTheFunctionOfTheOneRoute() {
    assertThat(sinks(Map.of("MNEME_ROUTE", "classify", "K_SINK", SINK)))
        .isEqualTo(Map.of("classify", URI.create(SINK)));
  }

  @Test
  void theOnlyRouteOfAFileNeedsNoName() throws Exception {
    // Given
    Path file = Files.writeString(directory.resolve("routes.yaml"), Readme.block("yaml"));

    // Then
    assertThat(sinks(Map.of("MNEME_ROUTES", file.toString(), "K_SINK", SINK)))
        .isEqualTo(Map.of("thumbnails", URI.create(SINK)));
  }

  @Test
  void severalRoutesHaveAFunctionEach() {
    assertThat(
            sinks(
                Map.of("MNEME_SINK_CLASSIFY", "http://a:1/", "MNEME_SINK_PERSIST", "https://b/p")))
        .isEqualTo(
            Map.of("classify", URI.create("http://a:1/"), "persist", URI.create("https://b/p")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MNEME_ROUTE=classify                 | K_SINK: expected the function of route classify, found nothing
          MNEME_ROUTE=clasify K_SINK=http://a  | MNEME_ROUTE: expected one of [transcribe, classify, persist, train, audit], found clasify
          K_SINK=http://a                      | MNEME_ROUTE: expected the one route of this process, with its function in K_SINK, or MNEME_SINK_<ROUTE> for several; routes are [transcribe, classify, persist, train, audit]
          K_SINK=http://a MNEME_SINK_AUDIT=http://b | K_SINK, MNEME_SINK_<ROUTE>: expected one or the other, found both
          MNEME_ROUTE=audit K_SINK=ftp://a     | K_SINK: expected an http or https URI, found ftp://a
          MNEME_ROUTES=/nowhere K_SINK=http://a | MNEME_ROUTES: expected a readable file, found /nowhere
          """)
  void whatIsNotClearIsRefused(String settings, String error) {
    Map<String, String> environment = new HashMap<>();
    for (String pair : settings.split(" ", -1)) {
      environment.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    refused(environment, error);
  }

  @Test
  void aFileThatHoldsNoRoutesIsRefused() throws Exception {
    // Given
    Path file = Files.writeString(directory.resolve("routes.yaml"), "routes: []");

    // Then
    refused(
        Map.of("MNEME_ROUTES", file.toString(), "K_SINK", SINK),
        "MNEME_ROUTES: " + file + ": routes: expected at least one");
  }

  @Test
  void overridesAreAddedToEveryEvent() {
    // When
    CloudEvent event =
        overridden("{\"extensions\":{\"region\":\"eu\",\"language\":\"pt\"}}")
            .apply(Messages.text("ada", "1"));

    // Then
    assertThat(event.getExtension("region")).isEqualTo("eu");
    assertThat(event.getExtension("language")).isEqualTo("pt");
    assertThat(event.getExtension("userid")).isEqualTo("ada");
    assertThat(event.getId()).isEqualTo("1");
  }

  @Test
  void withoutOverridesAnEventStaysAsItIs() {
    // Given
    CloudEvent event = Messages.text("ada", "1");

    // Then
    assertThat(overridden("{}").apply(event)).isSameAs(event);
    assertThat(overridden(" ").apply(event)).isSameAs(event);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"extensions":                  | JSON like
          {"extensions":{"a":{}}}         | JSON like
          {"attributes":{"a":"b"}}        | JSON like
          {"extensions":{"Region":"eu"}}  | names of extensions
          {"extensions":{"id":"1"}}       | names of extensions
          {"extensions":{"tenant":"a"}}   | names of extensions
          {"extensions":{"a":null}}       | a text for a
          """)
  void otherOverridesAreRefused(String json, String expected) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> overridden(json))
        .withMessageStartingWith("settings: K_CE_OVERRIDES: expected " + expected);
  }

  @Test
  void authoritiesThatAreNoneAreRefused() {
    refused(
        Map.of("MNEME_ROUTE", "audit", "K_SINK", SINK, "K_CA_CERTS", "none"),
        "K_CA_CERTS: expected certificates in PEM");
  }

  private static Overrides overridden(String json) {
    return Overrides.of(Settings.from(Map.of("K_CE_OVERRIDES", json)));
  }

  private static Map<String, URI> sinks(Map<String, String> environment) {
    return settings(environment).sinks().entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().name(), Map.Entry::getValue));
  }

  private static SourceSettings settings(Map<String, String> some) {
    Map<String, String> all = new HashMap<>(some);
    all.put("MNEME_NATS_URL", "nats://localhost");
    return SourceSettings.from(Settings.from(all));
  }

  private static void refused(Map<String, String> environment, String error) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> settings(environment))
        .withMessageStartingWith("settings: " + error);
  }
}
