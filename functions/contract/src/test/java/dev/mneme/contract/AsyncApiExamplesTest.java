// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.batch.JsonEvents;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The headers of the examples of {@code eventing/asyncapi.yaml} are one memory's true way. */
class AsyncApiExamplesTest {
  private static JsonNode document;

  @BeforeAll
  static void read() throws IOException {
    document = AsyncApi.document();
  }

  @ParameterizedTest
  @EnumSource
  void exampleIsAnEventThatIsAccepted(EventType type) {
    // Given
    JsonNode headers = AsyncApi.example(document, type).path("headers");
    JsonNode trait = document.at("/components/messageTraits/cloudEvent/headers");

    // When
    CloudEvent event = event(headers);

    // Then
    assertThat(AsyncApi.keys(headers))
        .isSubsetOf(AsyncApi.headers(document, type).toList())
        .containsAll(AsyncApi.texts(trait.path("required")));
    assertThat(Envelope.check(event, Instant.parse("2026-03-02T12:00:00Z"))).isEqualTo(type);
    assertThat(event.getExtension(Extensions.PARTITION_KEY))
        .isEqualTo(UserKey.of(event).partitionKey());
    assertThat(AsyncApi.text(headers, "Nats-Msg-Id")).isEqualTo(EventIds.message(event));
  }

  @ParameterizedTest
  @EnumSource
  void exampleIsTheAnswerToItsCause(EventType type) {
    // Given
    CloudEvent event = event(AsyncApi.example(document, type).path("headers"));
    Object causeId = event.getExtension(Extensions.CAUSATION_ID);
    String part = event.getSource().getPath().replaceFirst(".*/", "");

    // Then
    assertThat(causeId == null).isEqualTo(AsyncApi.FROM_OUTSIDE.contains(type));
    if (causeId != null) {
      CloudEvent cause =
          Arrays.stream(EventType.values())
              .map(other -> event(AsyncApi.example(document, other).path("headers")))
              .filter(other -> other.getId().equals(causeId))
              .findFirst()
              .orElseThrow();
      assertThat(event.getId())
          .isIn(EventIds.reply(part, cause, 0), EventIds.reply(part, cause, 1));
      assertThat(event.getTime()).isEqualTo(cause.getTime());
      assertThat(document.path("operations").has(part + "Sends" + PayloadRecords.nameFor(type)))
          .isTrue();
      assertThat(
              document
                  .path("operations")
                  .has(part + "Receives" + PayloadRecords.nameFor(EventType.of(cause))))
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void exampleComesThroughAsJson(EventType type) {
    // Given
    JsonNode example = AsyncApi.example(document, type);
    CloudEvent event =
        CloudEventBuilder.v1(event(example.path("headers")))
            .withData(AsyncApi.bytes(example.path("payload")))
            .build();

    // When
    byte[] ours = new JsonEvents().serialize(event);
    byte[] ofTheSdk = new JsonFormat().serialize(event);

    // Then
    assertThat(JsonEvents.read(ours)).isEqualTo(event);
    assertThat(JsonEvents.read(ofTheSdk)).isEqualTo(event);
    assertThat(new String(ours, UTF_8)).isEqualTo(new String(ofTheSdk, UTF_8));
  }

  private static CloudEvent event(JsonNode headers) {
    CloudEventBuilder event =
        CloudEventBuilder.v1()
            .withId(AsyncApi.text(headers, "ce-id"))
            .withSource(URI.create(AsyncApi.text(headers, "ce-source")))
            .withType(AsyncApi.text(headers, "ce-type"))
            .withSubject(AsyncApi.text(headers, "ce-subject"))
            .withTime(OffsetDateTime.parse(AsyncApi.text(headers, "ce-time")))
            .withDataContentType(AsyncApi.text(headers, "ce-datacontenttype"));
    AsyncApi.keys(headers).stream()
        .filter(name -> name.startsWith("ce-") && !AsyncApi.ATTRIBUTES.contains(name.substring(3)))
        .forEach(name -> event.withExtension(name.substring(3), AsyncApi.text(headers, name)));
    return event.build();
  }
}
