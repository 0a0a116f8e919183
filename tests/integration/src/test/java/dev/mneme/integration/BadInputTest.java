// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.EventType;
import dev.mneme.contract.UserKey;
import dev.mneme.source.deadletter.DeadLetter;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input at the gateway and past it: a clear error or a dead letter, and nothing else disturbed.
 */
@Isolated("it keeps the whole machine busy")
@ExtendWith(WholeSystem.Provider.class)
class BadInputTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final UserKey OWNER = new UserKey("bad", "ada");

  @AfterEach
  void everybodyElseIsServed(WholeSystem system) throws Exception {
    String id = UUID.randomUUID().toString();
    assertThat(
            system
                .capture(
                    new UserKey("good", "neighbour"),
                    """
                    {"id":"%s","text":"All is well."}\
                    """
                        .formatted(id))
                .statusCode())
        .isEqualTo(202);
    awaitPersisted(system, id, 1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"user\":\"ada\",\"text\":\"x\"} | user",
        "{\"tenant\":\"bad\",\"text\":\"x\"} | tenant",
        "{\"text\":\"\"} | text",
        "{\"text\":\" \\t\"} | text",
        "{\"text\":\"x\",\"time\":\"2199-01-01T00:00:00Z\"} | time",
        "{\"text\":\"x\",\"category\":\"sport\"} | category",
        "{\"text\":\"x\",\"txet\":\"y\"} | txet",
        "{\"text\":\"x\" | JSON"
      })
  void theGatewayNamesFieldValueAndWhatWasExpected(String body, String field, WholeSystem system)
      throws Exception {
    // When
    HttpResponse<String> response = system.capture(OWNER, body);

    // Then
    assertThat(response.statusCode()).as(response.body()).isBetween(400, 422);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(response.body()).contains(field).contains("expected");
  }

  @Test
  void twentyMegabytesAreRefused(WholeSystem system) throws Exception {
    // Given
    byte[] body = new byte[20 << 20];
    Arrays.fill(body, (byte) 'x');

    // When
    HttpResponse<String> response = system.give(OWNER, "/v1/memories", "application/json", body);

    // Then
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "*", ">", "a/b", "ada.>", "мария", "a=b", ".."})
  void noUserIdWidensASubject(String user, WholeSystem system) throws Exception {
    // Given
    String id = UUID.randomUUID().toString();

    // When
    HttpResponse<String> response =
        system.capture(
            new UserKey("bad", user),
            """
            {"id":"%s","text":"Mine alone."}\
            """
                .formatted(id));

    // Then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                system
                        .rows(
                            "SELECT user_id FROM mneme.memory WHERE text = 'Mine alone.' AND"
                                + " user_id = ?",
                            user)
                        .size()
                    == 1);
  }

  @Test
  void anotherScriptIsNoError(WholeSystem system) throws Exception {
    // Given
    String id = UUID.randomUUID().toString();

    // When
    system.capture(
        OWNER,
        """
        {"id":"%s","text":"母の誕生日。八十歳。"}\
        """
            .formatted(id));

    // Then
    awaitPersisted(system, id, 1);
  }

  @Test
  void theSameMemoryTwiceIsKeptOnce(WholeSystem system) throws Exception {
    // Given
    String id = UUID.randomUUID().toString();
    String json =
        """
        {"id":"%s","time":"2026-05-01T10:00:00Z","text":"Said twice."}\
        """
            .formatted(id);

    // When
    system.capture(OWNER, json);
    awaitPersisted(system, id, 1);
    CloudEvent again = text("again-" + id, "{\"text\":\"Said twice.\"}").withSubject(id).build();
    system.publish("mneme.in.text.captured.bad.ada", again);

    // Then
    DeadLetter record = awaitDeadLetterOfMemory(system, id);
    assertThat(record.detail()).contains("subject").contains(id);
    awaitPersisted(system, id, 1);
  }

  @Test
  void anUnknownTypeBecomesADeadLetter(WholeSystem system) throws Exception {
    // Given
    CloudEvent event = text(fresh(), "{\"text\":\"x\"}").withType("com.example.unknown").build();

    // When
    system.publish("mneme.in.text.captured.bad.ada", event);

    // Then
    assertThat(awaitDeadLetter(system, event).detail())
        .contains("type")
        .contains("com.example.unknown");
  }

  @Test
  void aMissingTenantBecomesADeadLetter(WholeSystem system) throws Exception {
    // Given
    CloudEvent event = text(fresh(), "{\"text\":\"x\"}").withoutExtension("tenant").build();

    // When
    system.publish("mneme.in.text.captured.bad.ada", event);

    // Then
    assertThat(awaitDeadLetter(system, event).detail()).contains("tenant").contains("nothing");
  }

  @Test
  void aClockFarInTheFutureBecomesADeadLetter(WholeSystem system) throws Exception {
    // Given
    CloudEvent event =
        text(fresh(), "{\"text\":\"x\"}")
            .withTime(OffsetDateTime.now(ZoneOffset.UTC).plusYears(10))
            .build();

    // When
    system.publish("mneme.in.text.captured.bad.ada", event);

    // Then
    assertThat(awaitDeadLetter(system, event).detail()).contains("time");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"text\": | data",
        "{\"text\":\"\"} | data.text",
        "{\"text\":7} | data.text",
        "{\"text\":\"x\",\"category\":\"sport\"} | data.category",
        "[] | data"
      })
  void dataThatBreaksTheContractBecomesADeadLetter(String data, String field, WholeSystem system)
      throws Exception {
    // Given
    CloudEvent event = text(fresh(), data).build();

    // When
    system.publish("mneme.in.text.captured.bad.ada", event);

    // Then
    DeadLetter record = awaitDeadLetter(system, event);
    assertThat(record.reason()).isEqualTo("refused");
    assertThat(record.status()).isEqualTo(422);
    assertThat(record.detail()).contains(field);
  }

  @Test
  void audioThatIsNotAudioBecomesADeadLetter(WholeSystem system) throws Exception {
    // Given
    CloudEvent event =
        audio().withData("audio/wav", "not audio at all".getBytes(StandardCharsets.UTF_8)).build();

    // When
    system.publish("mneme.in.audio.captured.bad.ada", event);

    // Then
    assertThat(awaitDeadLetter(system, event).detail()).contains("audio").contains("expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://mneme/bad/ben/audio/m1",
        "s3://mneme/bad/ada/../ben/audio/m1",
        "s3://other/bad/ada/audio/m1",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd"
      })
  void aClaimCheckForSomethingElseBecomesADeadLetter(String dataref, WholeSystem system)
      throws Exception {
    // Given
    CloudEvent event =
        audio()
            .withDataContentType("audio/wav")
            .withExtension("dataref", URI.create(dataref))
            .build();

    // When
    system.publish("mneme.in.audio.captured.bad.ada", event);

    // Then
    DeadLetter record = awaitDeadLetter(system, event);
    assertThat(record.reason()).isEqualTo("refused");
    assertThat(record.detail()).contains("dataref").contains("s3://mneme/bad/ada/");
  }

  private static CloudEventBuilder text(String id, String data) {
    return envelope(id, EventType.TEXT_CAPTURED)
        .withData("application/json", data.getBytes(StandardCharsets.UTF_8));
  }

  private static CloudEventBuilder audio() {
    return envelope(fresh(), EventType.AUDIO_CAPTURED);
  }

  private static CloudEventBuilder envelope(String id, EventType type) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create("/test"))
        .withType(type.type())
        .withSubject("memory-" + id)
        .withTime(OffsetDateTime.parse("2026-03-01T08:00:00Z"))
        .withExtension("tenant", OWNER.tenant())
        .withExtension("userid", OWNER.user());
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  private static DeadLetter awaitDeadLetter(WholeSystem system, CloudEvent event) {
    return await()
        .atMost(LIMIT)
        .until(() -> system.deadLetter(event.getId()), letter -> letter.isPresent())
        .orElseThrow();
  }

  private static DeadLetter awaitDeadLetterOfMemory(WholeSystem system, String memory) {
    return await()
        .atMost(LIMIT)
        .until(() -> system.deadLetterAbout(memory), letter -> letter.isPresent())
        .orElseThrow();
  }

  private static void awaitPersisted(WholeSystem system, String memory, int rows) {
    await()
        .atMost(LIMIT)
        .until(
            () -> system.rows("SELECT id FROM mneme.memory WHERE id = ?", memory).size() == rows);
  }
}
