// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code eventing/asyncapi.yaml} forbids, the records refuse, and what it just allows, they
 * accept: every example is changed in every way its schema knows, once at a time.
 */
class AsyncApiConstraintsTest {
  private static final JsonMapper JSON = new JsonMapper();

  static Stream<EventType> types() {
    return AsyncApi.typesWithData().stream();
  }

  static List<ExampleBreaker.Changed> broken() throws IOException {
    List<ExampleBreaker.Changed> broken = new ArrayList<>();
    change(broken, new ArrayList<>());
    return broken;
  }

  static List<ExampleBreaker.Changed> onTheEdge() throws IOException {
    List<ExampleBreaker.Changed> edges = new ArrayList<>();
    change(new ArrayList<>(), edges);
    return edges;
  }

  private static void change(
      List<ExampleBreaker.Changed> broken, List<ExampleBreaker.Changed> edges) throws IOException {
    JsonNode document = AsyncApi.document();
    for (EventType type : AsyncApi.typesWithData()) {
      ObjectNode payload = (ObjectNode) AsyncApi.example(document, type).path("payload");
      JsonNode schema = document.at("/components/schemas/" + PayloadRecords.nameFor(type));
      new ExampleBreaker(document, type, payload, broken, edges)
          .breakObject(schema, payload, "data");
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void exampleIsRead(EventType type) throws Exception {
    // Given
    JsonNode payload = AsyncApi.example(AsyncApi.document(), type).path("payload");

    // Then
    assertThat(
            JSON.readTree(EventData.write(EventData.read(AsyncApi.bytes(payload), reader(type)))))
        .isEqualTo(JSON.readTree(AsyncApi.bytes(payload)));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatTheSchemaForbidsTheRecordRefuses(ExampleBreaker.Changed changed) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> EventData.read(AsyncApi.bytes(changed.payload()), reader(changed.type())))
        .satisfies(
            e -> assertThat(e.errors()).extracting(FieldError::field).contains(changed.field()));
  }

  @ParameterizedTest
  @MethodSource("onTheEdge")
  void whatTheSchemaJustAllowsTheRecordAccepts(ExampleBreaker.Changed changed) {
    // Given
    FieldErrors errors = new FieldErrors();

    // When
    try {
      EventData.read(AsyncApi.bytes(changed.payload()), reader(changed.type()));
    } catch (InvalidEventException e) {
      // Another field may depend on this one; only this one has to be right.
      e.errors().stream()
          .filter(error -> error.field().equals(changed.field()))
          .forEach(error -> errors.check(false, error.field(), error.value(), error.expected()));
    }

    // Then
    assertThatCode(errors::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void everyKindOfConstraintIsTried() throws IOException {
    assertThat(broken().stream().map(ExampleBreaker.Changed::how).distinct())
        .containsExactlyInAnyOrder(
            "missing",
            "null",
            "other type",
            "unknown constant",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "uri",
            "contentEncoding");
  }

  private static Function<FieldReader, Payload> reader(EventType type) {
    return PayloadRecords.reader(PayloadRecords.of(type));
  }
}
