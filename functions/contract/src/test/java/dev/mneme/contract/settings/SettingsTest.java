// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path directory;

  enum Colour {
    RED,
    DARK_BLUE
  }

  @Test
  void textIsTheValueOrItsDefault() {
    assertThat(with("a b").text("MNEME_X")).isEqualTo("a b");
    assertThat(with("a b").text("MNEME_X", "c")).isEqualTo("a b");
    assertThat(none().text("MNEME_X", "c")).isEqualTo("c");
    assertThat(none().optionalText("MNEME_X")).isEmpty();
    assertWrong(() -> none().text("MNEME_X"), "expected a value, found nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void blankValueIsAbsent(String blank) {
    assertThat(with(blank).text("MNEME_X", "c")).isEqualTo("c");
    assertThat(with(blank).number("MNEME_X", 5, 1, 9)).isEqualTo(5);
    assertThat(with(blank).optionalUri("MNEME_X")).isEmpty();
    assertWrong(() -> with(blank).text("MNEME_X"), "expected a value, found nothing");
  }

  @Test
  void numberLiesInItsRange() {
    assertThat(none().number("MNEME_X", 5, 1, 9)).isEqualTo(5);
    assertThat(with("1").number("MNEME_X", 5, 1, 9)).isEqualTo(1);
    assertThat(with("9").number("MNEME_X", 5, 1, 9)).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10", "-1", "x", "1.5", "1e1", "9223372036854775808", "1 "})
  void otherNumberIsRefused(String value) {
    assertWrong(
        () -> with(value).number("MNEME_X", 5, 1, 9),
        "expected a whole number from 1 to 9, found " + value);
  }

  @Test
  void durationLiesInItsRange() {
    assertThat(none().duration("MNEME_X", MINUTE, Duration.ZERO, MINUTE)).isEqualTo(MINUTE);
    assertThat(with("PT0S").duration("MNEME_X", MINUTE, Duration.ZERO, MINUTE)).isZero();
    assertThat(with("PT60S").duration("MNEME_X", MINUTE, Duration.ZERO, MINUTE)).isEqualTo(MINUTE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1M0.001S", "PT-1S", "30", "30s", "P1M"})
  void otherDurationIsRefused(String value) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> with(value).duration("MNEME_X", MINUTE, Duration.ZERO, MINUTE))
        .withMessage(
            "settings: MNEME_X: expected an ISO 8601 duration from PT0S to PT1M, found %s", value);
  }

  @Test
  void uriIsAbsolute() {
    assertThat(with("http://h:1/p").uri("MNEME_X")).isEqualTo(URI.create("http://h:1/p"));
    assertThat(with("http://h:1/p").optionalUri("MNEME_X")).contains(URI.create("http://h:1/p"));
    assertThat(none().optionalUri("MNEME_X")).isEmpty();
    assertWrong(() -> none().uri("MNEME_X"), "expected an absolute URI, found nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/p", "h", "http://h h", "::"})
  void otherUriIsRefused(String value) {
    assertWrong(() -> with(value).uri("MNEME_X"), "expected an absolute URI, found " + value);
    assertWrong(
        () -> with(value).optionalUri("MNEME_X"), "expected an absolute URI, found " + value);
  }

  @Test
  void oneOfIsAConstantInLowerCase() {
    assertThat(none().oneOf("MNEME_X", Colour.class, Colour.RED)).isEqualTo(Colour.RED);
    assertThat(with("dark_blue").oneOf("MNEME_X", Colour.class, Colour.RED))
        .isEqualTo(Colour.DARK_BLUE);
    assertWrong(
        () -> with("green").oneOf("MNEME_X", Colour.class, Colour.RED),
        "expected one of [red, dark_blue], found green");
  }

  @Test
  void keysUnderAPrefixAreAllKnown() {
    // Given
    Settings settings =
        Settings.from(Map.of("MNEME_SINK_B", "2", "MNEME_SINK_A", "1", "MNEME_SINKS", "3"));

    // Then
    assertThat(settings.keysUnder("MNEME_SINK_")).containsExactly("A", "B");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(settings::rejectUnknown)
        .withMessage("settings: MNEME_SINKS is unknown; known keys: [MNEME_SINK_A, MNEME_SINK_B]");
  }

  @Test
  void everyUnknownKeyIsNamedWithTheKnownOnes() {
    // Given
    Settings settings =
        Settings.from(
            Map.of("MNEME_PROT", "1", "MNEME_A", "", "MNEME_PORT", "2", "PATH", "/", "PORT", "3"));

    // When
    settings.number("MNEME_PORT", 1, 1, 9);
    settings.optionalText("MNEME_OTHER");

    // Then
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(settings::rejectUnknown)
        .withMessage(
            "settings: MNEME_A is unknown; known keys: [MNEME_OTHER, MNEME_PORT]; "
                + "MNEME_PROT is unknown; known keys: [MNEME_OTHER, MNEME_PORT]");
  }

  @Test
  void everyGetterMakesItsKeyKnown() {
    // Given
    Map<String, String> environment = new HashMap<>();
    for (String key : new String[] {"T", "D", "O"}) {
      environment.put("MNEME_" + key, "red");
    }
    environment.put("MNEME_N", "1");
    environment.put("MNEME_U", "a:b");
    environment.put("MNEME_L", "PT1S");
    Settings settings = Settings.from(environment);

    // When
    settings.text("MNEME_T");
    settings.text("MNEME_D", "");
    settings.oneOf("MNEME_O", Colour.class, Colour.RED);
    settings.number("MNEME_N", 1, 1, 1);
    settings.uri("MNEME_U");
    settings.duration("MNEME_L", MINUTE, Duration.ZERO, MINUTE);

    // Then
    assertThatCode(settings::rejectUnknown).doesNotThrowAnyException();
  }

  @Test
  void everythingAskedForIsDescribed() {
    // Given
    Settings settings = Settings.from(Map.of("MNEME_U", "a:b", "MNEME_LIST_1", "x"));

    // When
    settings.uri("MNEME_U");
    settings.number("MNEME_N", 5, 1, 9);
    settings.oneOf("MNEME_O", Colour.class, Colour.RED);
    settings.flag("MNEME_F");
    settings.secret("MNEME_S");
    settings.keysUnder("MNEME_LIST_");

    // Then
    assertThat(settings.describe())
        .containsExactly(
            new Setting("MNEME_F", false, "false", "true or false"),
            new Setting("MNEME_LIST_1", false, null, "a value"),
            new Setting("MNEME_N", false, "5", "a whole number from 1 to 9"),
            new Setting("MNEME_O", false, "red", "one of [red, dark_blue]"),
            new Setting("MNEME_S", false, null, "a secret"),
            new Setting("MNEME_S_FILE", false, null, "a readable file"),
            new Setting("MNEME_U", true, null, "an absolute URI"));
  }

  @Test
  void aSecretIsAValueOrAFile() throws IOException {
    // Given
    Path file = Files.writeString(directory.resolve("secret"), "s3cret\n");
    String path = file.toString();

    // Then
    assertThat(Settings.from(Map.of()).secret("MNEME_X")).isEmpty();
    assertThat(with("s3cret").secret("MNEME_X")).contains("s3cret");
    assertThat(Settings.from(Map.of("MNEME_X_FILE", path)).secret("MNEME_X")).contains("s3cret");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () -> Settings.from(Map.of("MNEME_X", "a", "MNEME_X_FILE", path)).secret("MNEME_X"))
        .withMessage("settings: MNEME_X, MNEME_X_FILE: expected one of them, found both");
  }

  @Test
  void anEmptyFileHoldsNoSecret() throws IOException {
    // Given
    Path file = Files.writeString(directory.resolve("empty"), "\n");

    // Then
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.from(Map.of("MNEME_X_FILE", file.toString())).secret("MNEME_X"))
        .withMessage("settings: MNEME_X_FILE: expected a file that is not empty, found %s", file);
  }

  @Test
  void aFileCanBeRead() {
    assertThat(none().optionalFile("MNEME_X")).isEmpty();
    assertWrong(
        () -> with(directory.toString()).optionalFile("MNEME_X"),
        "expected a readable file, found " + directory);
    assertWrong(
        () -> with(directory + "/none").optionalFile("MNEME_X"),
        "expected a readable file, found " + directory + "/none");
  }

  @Test
  void aFlagIsTrueOrFalse() {
    assertThat(none().flag("MNEME_X")).isFalse();
    assertThat(with("true").flag("MNEME_X")).isTrue();
    assertThat(with("false").flag("MNEME_X")).isFalse();
    assertWrong(() -> with("yes").flag("MNEME_X"), "expected true or false, found yes");
  }

  private static Settings with(String value) {
    return Settings.from(Map.of("MNEME_X", value));
  }

  private static Settings none() {
    return Settings.from(Map.of());
  }

  private static void assertWrong(ThrowingCallable call, String rest) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(call)
        .withMessage("%s", "settings: MNEME_X: " + rest);
  }
}
