// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Holds {@code eventing/asyncapi.yaml} to the code: neither says what the other does not. */
class AsyncApiTest {
  private static JsonNode document;

  @BeforeAll
  static void read() throws IOException {
    document = AsyncApi.document();
  }

  @Test
  void channelsAndMessagesAreTheEventTypes() {
    // Given
    List<String> types = Arrays.stream(EventType.values()).map(AsyncApi::key).toList();

    // Then
    assertThat(AsyncApi.text(document, "asyncapi")).isEqualTo("3.0.0");
    assertThat(AsyncApi.keys(document.path("channels"))).containsExactlyInAnyOrderElementsOf(types);
    assertThat(AsyncApi.keys(document.at("/components/messages")))
        .containsExactlyInAnyOrderElementsOf(types);
  }

  @ParameterizedTest
  @EnumSource
  void channelHasTheAddressAnEventIsPublishedTo(EventType type) {
    // Given
    JsonNode channel = document.path("channels").path(AsyncApi.key(type));
    CloudEvent event =
        Causes.captured()
            .withType(type.type())
            .withExtension("tenant", "TENANT")
            .withExtension("userid", "USER")
            .build();

    // Then
    assertThat(AsyncApi.text(channel, "address"))
        .isEqualTo(Subjects.publish(event).replace("TENANT", "{tenant}").replace("USER", "{user}"));
    assertThat(AsyncApi.keys(channel.path("parameters"))).containsExactly("tenant", "user");
    assertThat(AsyncApi.references(channel.path("messages")))
        .containsExactly("#/components/messages/" + AsyncApi.key(type));
  }

  @Test
  void operationsAreTheRoutesAndWhatComesFromOutside() throws IOException {
    // Given
    TreeSet<String> expected = new TreeSet<>();
    AsyncApi.FROM_OUTSIDE.forEach(
        type -> expected.add("captureSends" + PayloadRecords.nameFor(type)));
    for (JsonNode route : AsyncApi.routes()) {
      for (String type : AsyncApi.texts(route.path("consumes"))) {
        expected.add(operation(route, "Receives", type));
      }
      for (String type : AsyncApi.texts(route.path("replies"))) {
        expected.add(operation(route, "Sends", type));
      }
    }

    // Then
    assertThat(AsyncApi.keys(document.path("operations")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void operationSaysWhatItsNameSays() {
    document
        .path("operations")
        .propertyStream()
        .forEach(
            named -> {
              JsonNode operation = named.getValue();
              String channel = AsyncApi.text(operation.path("channel"), "$ref");
              String key = channel.substring("#/channels/".length());
              String verb =
                  AsyncApi.text(operation, "action").equals("send") ? "Sends" : "Receives";
              String part =
                  AsyncApi.text(
                      AsyncApi.resolved(document, operation.path("tags").path(0)), "name");
              assertThat(named.getKey())
                  .isEqualToIgnoringCase(part + verb + key)
                  .startsWith(part + verb);
              assertThat(AsyncApi.references(operation.path("messages")))
                  .containsExactly(channel + "/messages/" + key);
            });
  }

  @Test
  void everyReferenceResolvesAndEveryComponentIsReferredTo() {
    // Given
    Set<String> references = new TreeSet<>(AsyncApi.references(document).toList());
    Stream<String> components =
        document
            .path("components")
            .propertyStream()
            .flatMap(
                group ->
                    AsyncApi.keys(group.getValue()).stream()
                        .map(key -> "#/components/" + group.getKey() + "/" + key));

    // Then
    assertThat(references)
        .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).isFalse());
    assertThat(components).isSubsetOf(references);
  }

  @Test
  void headersAreTheAttributesAndExtensions() throws IllegalAccessException {
    // Given
    TreeSet<String> expected = new TreeSet<>(Set.of("Nats-Msg-Id"));
    AsyncApi.ATTRIBUTES.forEach(name -> expected.add("ce-" + name));
    for (Field field : Extensions.class.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers())) {
        expected.add("ce-" + field.get(null));
      }
    }

    // Then
    assertThat(new TreeSet<>(AsyncApi.headers(document, EventType.AUDIO_CAPTURED).toList()))
        .containsExactlyElementsOf(expected);
    expected.removeAll(Set.of("ce-dataref", "ce-language"));
    for (EventType type : AsyncApi.typesWithData()) {
      assertThat(new TreeSet<>(AsyncApi.headers(document, type).toList()))
          .containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void messageNamesItsTypeAndContent(EventType type) {
    // Given
    JsonNode message = document.at("/components/messages/" + AsyncApi.key(type));
    boolean audio = type == EventType.AUDIO_CAPTURED;

    // Then
    assertThat(AsyncApi.text(message, "name")).isEqualTo(type.type());
    assertThat(message.at("/headers/properties/ce-type/const").asString()).isEqualTo(type.type());
    assertThat(AsyncApi.text(message, "contentType"))
        .isEqualTo(audio ? "audio/*" : "application/json");
    if (audio) {
      assertThat(AsyncApi.text(message.path("payload"), "format")).isEqualTo("binary");
      assertThat(AsyncApi.texts(message.at("/headers/properties/ce-datacontenttype/enum")))
          .isNotEmpty()
          .allMatch(media -> media.startsWith("audio/"));
    } else {
      assertThat(message.at("/headers/properties/ce-datacontenttype/const").asString())
          .isEqualTo("application/json");
      assertThat(AsyncApi.text(message.path("payload"), "$ref"))
          .isEqualTo(AsyncApi.SCHEMAS + PayloadRecords.nameFor(type));
    }
  }

  private static String operation(JsonNode route, String verb, String type) {
    return AsyncApi.text(route, "name") + verb + PayloadRecords.nameFor(EventType.of(type));
  }
}
