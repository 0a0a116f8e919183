// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.batch.JsonEvents;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.rw.CloudEventRWException;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NatsMessageFactoryTest {
  private static final CloudEvent EVENT =
      CloudEventBuilder.v1()
          .withId("a b%\"c")
          .withSource(URI.create("/mneme/test"))
          .withType("dev.mneme.text.captured.v1")
          .withSubject("Euro € 😀")
          .withTime(OffsetDateTime.parse("2026-03-01T08:15:30.123Z"))
          .withExtension("tenant", "Zoë\u00a0家")
          .withExtension("attempt", 3)
          .withData(
              "application/json; charset=utf-8",
              "{\"text\":\"né\"}".getBytes(StandardCharsets.UTF_8))
          .build();

  @Test
  void binaryModeKeepsEveryAttribute() {
    // When
    Message message = NatsMessageFactory.createWriter("s").writeBinary(EVENT);
    CloudEvent read = NatsMessageFactory.createReader(message).toEvent();

    // Then
    assertThat(read.getAttributeNames()).isEqualTo(EVENT.getAttributeNames());
    for (String name : EVENT.getAttributeNames()) {
      assertThat(read.getAttribute(name)).isEqualTo(EVENT.getAttribute(name));
    }
    assertThat(read.getExtension("tenant")).isEqualTo("Zoë\u00a0家");
    assertThat(read.getData().toBytes()).isEqualTo(EVENT.getData().toBytes());
  }

  @Test
  void binaryModeWritesTheHeadersOfTheSpecification() {
    // When
    Headers headers = NatsMessageFactory.createWriter("s").writeBinary(EVENT).getHeaders();

    // Then
    assertThat(headers.getFirst("ce-specversion")).isEqualTo("1.0");
    assertThat(headers.getFirst("ce-subject")).isEqualTo("Euro%20%E2%82%AC%20%F0%9F%98%80");
    assertThat(headers.getFirst("ce-id")).isEqualTo("a%20b%25%22c");
    assertThat(headers.getFirst("ce-datacontenttype"))
        .isEqualTo("application/json;%20charset=utf-8");
    assertThat(headers.getFirst("ce-time")).isEqualTo("2026-03-01T08:15:30.123Z");
    assertThat(headers.containsKeyIgnoreCase("content-type")).isFalse();
  }

  @Test
  void structuredModeKeepsTheEvent() {
    // When
    Message message =
        NatsMessageFactory.createWriter("s").writeStructured(EVENT, JsonEvents.MEDIA_TYPE);
    CloudEvent read = NatsMessageFactory.createReader(message).toEvent();

    // Then
    assertThat(message.getHeaders().getFirst("Content-Type"))
        .isEqualTo("application/cloudevents+json");
    assertThat(read.getSubject()).isEqualTo(EVENT.getSubject());
    assertThat(read.getExtension("tenant")).isEqualTo(EVENT.getExtension("tenant"));
  }

  @Test
  void headerNamesAreReadInAnyCase() {
    // Given
    Headers headers = new Headers();
    headers.put("CE-SpecVersion", "1.0");
    headers.put("Ce-Id", "1");
    headers.put("ce-SOURCE", "/s");
    headers.put("ce-type", "t");

    // When
    CloudEvent read = NatsMessageFactory.createReader(headers, null).toEvent();

    // Then
    assertThat(read.getId()).isEqualTo("1");
    assertThat(read.getData()).isNull();
  }

  @Test
  void contentTypeOfAnotherKindMeansBinaryMode() {
    // Given
    Headers headers = new Headers();
    headers.put("Content-Type", "application/json");
    headers.put("ce-specversion", "1.0");
    headers.put("ce-id", "1");
    headers.put("ce-source", "/s");
    headers.put("ce-type", "t");
    headers.put("ce-datacontenttype", "text/plain");

    // When
    CloudEvent read = NatsMessageFactory.createReader(headers, new byte[] {'x'}).toEvent();

    // Then
    assertThat(read.getDataContentType()).isEqualTo("text/plain");
  }

  @Test
  void givenHeadersAreKeptAndNotShared() {
    // Given
    Headers headers = new Headers();
    headers.put("Nats-Msg-Id", "42");

    // When
    Message message = NatsMessageFactory.createWriter("s", headers).writeBinary(EVENT);

    // Then
    assertThat(message.getHeaders().getFirst("Nats-Msg-Id")).isEqualTo("42");
    assertThat(headers.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"a%62c,abc", "%e2%82%ac,€", "`\"a \\\"b\\\" c\"`,`a \"b\" c`", "`\"%20\"`,` `"})
  void decodesWhatOthersMayWrite(String header, String expected) {
    // When
    CloudEvent read = NatsMessageFactory.createReader(withId(header), null).toEvent();

    // Then
    assertThat(read.getId()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%C0%A0", "%", "%4", "%zz", "%ED%A0%80"})
  void refusesBrokenEncoding(String header) {
    assertThatThrownBy(() -> NatsMessageFactory.createReader(withId(header), null).toEvent())
        .isInstanceOf(CloudEventRWException.class)
        .hasMessageContaining(header);
  }

  @Test
  void refusesWhatIsNotAnEvent() {
    assertThatThrownBy(() -> NatsMessageFactory.createReader(null, new byte[] {1, 2}))
        .isInstanceOf(CloudEventRWException.class);
  }

  private static Headers withId(String header) {
    Headers headers = new Headers();
    headers.put("ce-specversion", "1.0");
    headers.put("ce-source", "/s");
    headers.put("ce-type", "t");
    headers.put("ce-id", header);
    return headers;
  }
}
