// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.contract.data.ConsentGranted;
import dev.mneme.contract.data.MemoryTranscribed;
import dev.mneme.contract.data.ModelTrainingRequested;
import dev.mneme.contract.data.TextCaptured;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDataTest {
  private static final String CATEGORIES =
      "one of identity, family, relationships, health, work, learning, finance, home, travel,"
          + " leisure, beliefs, milestones";

  @Test
  void dataOfAnEventIsRead() {
    assertThat(
            EventData.read(
                Causes.captured()
                    .withData("application/json", "{\"text\":\"a\"}".getBytes(UTF_8))
                    .build(),
                TextCaptured::read))
        .isEqualTo(new TextCaptured("a", null, null));
  }

  @Test
  void eventWithoutDataIsRefused() {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> EventData.read(Causes.captured().build(), TextCaptured::read))
        .withMessage("data: expected a JSON object, found nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"text\":\"a\"} x", "[]", "7", "\"a\"", "{\"text\":\"a\"}{}"})
  void whatIsNotOneObjectIsRefused(String json) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> EventData.read(json.getBytes(UTF_8), TextCaptured::read))
        .withMessageStartingWith("data: expected a JSON object, found ");
  }

  @Test
  void nullIsNothing() {
    assertRefused("null", TextCaptured::read, "data: expected a JSON object, found nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"cooking\"", "\"HOME\"", "\"\"", "3", "\"3\""})
  void unknownConstantIsRefusedByPathAndValue(String category) {
    assertRefused(
        "{\"text\":\"a\",\"category\":" + category + "}",
        TextCaptured::read,
        "data.category: expected " + CATEGORIES + ", found \"" + category.replace("\"", "") + "\"");
  }

  @Test
  void placeInAListIsNamed() {
    assertRefused(
        "{\"purposes\":[\"train\",\"sell\"]}",
        ConsentGranted::read,
        "data.purposes[1]: expected one of transcribe, classify, persist, train, recall,"
            + " found \"sell\"");
    assertRefused(
        "{\"purposes\":[null]}",
        ConsentGranted::read,
        "data.purposes[0]: expected one of transcribe, classify, persist, train, recall,"
            + " found nothing");
  }

  @Test
  void missingNumberIsNotZero() {
    assertRefused(
        "{\"labelled\":3}",
        ModelTrainingRequested::read,
        "data.upTo: expected a whole number, found nothing");
    assertRefused(
        transcribed("{\"engine\":\"e\",\"confidence\":null,\"durationSeconds\":1,\"words\":[]}"),
        MemoryTranscribed::read,
        "data.transcript.confidence: expected a number, found nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.9", "\"7\"", "true", "\"\"", "{}", "[1]"})
  void nothingIsBentIntoANumber(String upTo) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(
            () ->
                EventData.read(
                    ("{\"labelled\":3,\"upTo\":" + upTo + "}").getBytes(UTF_8),
                    ModelTrainingRequested::read))
        .withMessage(
            "data.upTo: expected a whole number, found \"%s\"",
            upTo.startsWith("\"") ? upTo.substring(1, upTo.length() - 1) : upTo);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "1.5", "true", "{\"a\":1}", "[\"a\"]"})
  void nothingIsBentIntoText(String text) {
    assertRefused(
        "{\"text\":" + text + "}",
        TextCaptured::read,
        "data.text: expected text, found \"" + text + "\"");
  }

  @Test
  void numberTooLargeIsRefused() {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(
            () ->
                EventData.read(
                    "{\"labelled\":30000000000,\"upTo\":1}".getBytes(UTF_8),
                    ModelTrainingRequested::read))
        .withMessageStartingWith("data.labelled: ")
        .withMessageContaining("30000000000");
    assertRefused(
        transcribed("{\"engine\":\"e\",\"confidence\":1,\"durationSeconds\":1e400,\"words\":[]}"),
        MemoryTranscribed::read,
        "data.transcript.durationSeconds: expected a finite number, 0 or more, found \"Infinity\"");
  }

  @Test
  void everyBrokenRuleIsNamed() {
    assertRefused(
        transcribed(
            "{\"engine\":\"e\",\"confidence\":1.5,\"durationSeconds\":-1,\"words\":[null,"
                + "{\"word\":\"a\",\"startSeconds\":2,\"endSeconds\":1,\"confidence\":1}]}"),
        MemoryTranscribed::read,
        "data.transcript.confidence: expected a number from 0 to 1, found \"1.5\";"
            + " data.transcript.durationSeconds: expected a finite number, 0 or more, found"
            + " \"-1.0\"; data.transcript.words[0]: expected a value, found nothing;"
            + " data.transcript.words[1].endSeconds: expected 2.0 or more, found \"1.0\"");
  }

  @Test
  void textInHalfSurrogatesIsRefusedWithAWritableError() {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(
            () -> EventData.read("{\"text\":\"\\ud83c\"}".getBytes(UTF_8), TextCaptured::read))
        .withMessageEndingWith("found \"\\ud83c\"");
  }

  private static String transcribed(String transcript) {
    return "{\"text\":\"a\",\"language\":\"en\",\"transcript\":" + transcript + "}";
  }

  private static void assertRefused(
      String json, Function<FieldReader, ? extends Payload> reader, String message) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> EventData.read(json.getBytes(UTF_8), reader))
        .withMessage("%s", message);
  }
}
