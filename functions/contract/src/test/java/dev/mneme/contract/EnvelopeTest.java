// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void goodEventPassesAndTellsItsType() {
    assertThat(Envelope.check(Causes.captured().build(), NOW)).isEqualTo(EventType.TEXT_CAPTURED);
  }

  @Test
  void partitionKeyIsTheOwners() {
    // Given
    CloudEventBuilder event = Causes.captured();

    // Then
    assertThat(
            Envelope.check(event.withExtension("partitionkey", "acme/ana=40example").build(), NOW))
        .isEqualTo(EventType.TEXT_CAPTURED);
    assertRefused(
        event.withExtension("partitionkey", "acme/bob").build(),
        "partitionkey: expected acme/ana=40example, as tenant and userid say, found \"acme/bob\"");
  }

  @Test
  void timeMayLieOneDayAhead() {
    // Given
    OffsetDateTime edge = OffsetDateTime.ofInstant(NOW.plusSeconds(86_400), ZoneOffset.UTC);

    // Then
    assertThat(Envelope.check(Causes.captured().withTime(edge).build(), NOW))
        .isEqualTo(EventType.TEXT_CAPTURED);
    assertRefused(
        Causes.captured().withTime(edge.plusNanos(1)).build(),
        "time: expected a time not more than 24 hours ahead of 2026-03-01T12:00:00Z,"
            + " found \"2026-03-02T12:00:00.000000001Z\"");
  }

  @Test
  void timeIsComparedAsAnInstant() {
    // Given
    OffsetDateTime noon = OffsetDateTime.parse("2026-03-02T23:00:00+12:00");

    // Then
    assertThat(Envelope.check(Causes.captured().withTime(noon).build(), NOW))
        .isEqualTo(EventType.TEXT_CAPTURED);
  }

  @Test
  void yearBeforeTheCommonEraIsRefused() {
    assertRefused(
        Causes.captured().withTime(OffsetDateTime.parse("-0001-01-01T00:00:00Z")).build(),
        "time: expected a year that RFC 3339 can write, from 0000,"
            + " found \"-0001-01-01T00:00Z\"");
  }

  @Test
  void everythingWrongIsNamedAtOnce() {
    // Given
    CloudEvent event =
        CloudEventBuilder.v1(Causes.captured().build())
            .withId("x".repeat(257))
            .withSubject(" ")
            .withTime((OffsetDateTime) null)
            .withExtension("partitionkey", "x")
            .build();

    // Then
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> Envelope.check(event, NOW))
        .satisfies(
            e ->
                assertThat(e.errors())
                    .extracting("field", "value")
                    .containsExactly(
                        tuple("id", "\"" + "x".repeat(80) + "… (257 characters)\""),
                        tuple("subject", "\" \""),
                        tuple("time", "nothing"),
                        tuple("partitionkey", "\"x\"")));
  }

  @Test
  void subjectIsRequiredAndStorable() {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> Envelope.check(Causes.captured().withSubject("a\0b").build(), NOW))
        .withMessageStartingWith("subject: expected text of 1 to 256 characters")
        .withMessageEndingWith("found \"a\\u0000b\"");
  }

  @Test
  void controlCharactersInIdAndSubjectAreRefused() {
    // Given
    CloudEvent event =
        CloudEventBuilder.v1(Causes.captured().build())
            .withId("a\r\nb")
            .withSubject("m\u001b[2J")
            .build();

    // Then
    String expected =
        "expected text of 1 to 256 characters, not only white space, no control characters,"
            + " no half surrogates, found ";
    assertRefused(
        event,
        "id: %s\"a\\u000d\\u000ab\"; subject: %s\"m\\u001b[2J\"".formatted(expected, expected));
  }

  @Test
  void aMediaTypeThatNoHeaderCanCarryIsRefused() {
    assertRefused(
        Causes.captured().withDataContentType("text/plain\r\nx: y").build(),
        "datacontenttype: expected a media type of printable ASCII,"
            + " found \"text/plain\\u000d\\u000ax: y\"");
  }

  @Test
  void anAttributeThatJsonWouldTakeForTheDataIsRefused() {
    assertRefused(
        Causes.captured().withExtension("data", "x").build(),
        "ce-data: expected no attribute named data, which JSON could not tell apart,"
            + " found \"x\"");
  }

  @Test
  void ownerIsRequired() {
    assertRefused(
        Causes.captured().withoutExtension("tenant").build(),
        "tenant: expected 1 to 128 characters without control characters, found nothing");
  }

  private static void assertRefused(CloudEvent event, String message) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> Envelope.check(event, NOW))
        .withMessage(message);
  }

  @Test
  void whoOnlyCarriesEventsTakesThoseOfOthers() {
    // Given
    CloudEventBuilder photo = Causes.captured().withType("com.example.photo.uploaded.v1");

    // Then
    assertThat(Envelope.checkCarried(photo.build(), NOW))
        .isEqualTo(new TypeName("com_example_photo", "uploaded"));
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> Envelope.check(photo.build(), NOW));
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> Envelope.checkCarried(photo.withoutExtension("tenant").build(), NOW))
        .withMessageStartingWith("tenant: expected");
  }
}
