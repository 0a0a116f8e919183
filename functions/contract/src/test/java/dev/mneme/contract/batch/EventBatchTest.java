// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.contract.EventData;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventBatchTest {
  private static final String GOOD =
      "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";

  @Test
  void eventsComeBackInOrderWithTheirData() {
    // Given
    TextCaptured text = new TextCaptured("Olá 🍞", "pt", null);
    byte[] audio = {0, -1, 127, 10};
    CloudEvent json = event("1").withData("application/json", EventData.write(text)).build();
    CloudEvent binary = event("2").withData("audio/wav", audio).build();
    CloudEvent empty = event("3").withExtension("dataref", "s3://b/k").build();

    // When
    List<CloudEvent> read = EventBatch.read(EventBatch.write(List.of(json, binary, empty)));

    // Then
    assertThat(read).extracting(CloudEvent::getId).containsExactly("1", "2", "3");
    assertThat(EventData.read(read.getFirst(), TextCaptured::read)).isEqualTo(text);
    assertThat(Objects.requireNonNull(read.get(1).getData()).toBytes()).isEqualTo(audio);
    assertThat(read.get(1)).isEqualTo(binary);
    assertThat(read.get(2)).isEqualTo(empty);
  }

  @Test
  void jsonDataIsWrittenAsJson() {
    // Given
    CloudEvent event = event("1").withData("application/json", "{\"a\":1}".getBytes(UTF_8)).build();

    // Then
    assertThat(EventBatch.write(List.of(event))).asString(UTF_8).contains("\"data\":{\"a\":1}");
  }

  @Test
  void batchMayBeEmpty() {
    assertThat(EventBatch.write(List.of())).asString(UTF_8).isEqualTo("[]");
    assertThat(EventBatch.read("[]".getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "7", "[", "[] []", "[]x", "hello"})
  void whatIsNotAnArrayIsRefused(String json) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> EventBatch.read(json.getBytes(UTF_8)))
        .withMessageStartingWith("body: expected a JSON array of CloudEvents, found ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "null", "[]", "\"a\""})
  void elementThatIsNoObjectIsNamed(String element) {
    // Given
    byte[] json = ("[" + GOOD + "," + element + "," + GOOD + "]").getBytes(UTF_8);

    // Then
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> EventBatch.read(json))
        .withMessageStartingWith("body[1]: expected a CloudEvent as a JSON object, found ");
  }

  @ParameterizedTest
  @CsvSource({
    "specversion, 9.9, '1.0'",
    "type, '', text",
    "source, ' : ', a URI",
    "time, now, a time as RFC 3339 writes it",
    "data_base64, !, base64",
  })
  void malformedAttributeOfAnElementIsNamed(String name, String value, String expected) {
    // Given
    String member = value.isEmpty() ? "null" : "\"" + value + "\"";
    String bad = GOOD.substring(0, GOOD.length() - 1) + ",\"" + name + "\":" + member + "}";
    byte[] json = ("[" + GOOD + "," + bad + "," + GOOD + "]").getBytes(UTF_8);

    // Then
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> EventBatch.read(json))
        .withMessageStartingWith("body[1]." + name + ": expected " + expected + ", found ");
  }

  private static CloudEventBuilder event(String id) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create("/test"))
        .withType("dev.mneme.text.captured.v1")
        .withSubject("m")
        .withTime(OffsetDateTime.parse("2026-02-03T04:05:06Z"))
        .withExtension("tenant", "acme");
  }
}
