// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.data.MemoryTranscribed;
import dev.mneme.contract.data.Person;
import dev.mneme.contract.data.TextCaptured;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records are read and written by hand exactly as Jackson binds them, errors included. */
class BindingTest {
  static Stream<EventType> types() {
    return AsyncApi.typesWithData().stream();
  }

  static List<ExampleBreaker.Changed> changed() throws IOException {
    List<ExampleBreaker.Changed> all = new ArrayList<>(AsyncApiConstraintsTest.broken());
    all.addAll(AsyncApiConstraintsTest.onTheEdge());
    return all;
  }

  @ParameterizedTest
  @MethodSource("types")
  void exampleIsReadAndWrittenAsBindingDoes(EventType type) throws IOException {
    // Given
    JsonNode example = AsyncApi.example(AsyncApi.document(), type).path("payload");
    byte[] json = AsyncApi.bytes(example);

    // When
    Payload bound = Binding.read(json, PayloadRecords.of(type));
    Payload read = EventData.read(json, PayloadRecords.reader(PayloadRecords.of(type)));

    // Then
    assertThat(read).isEqualTo(bound);
    assertThat(EventData.write(read)).asString(UTF_8).isEqualTo(written(bound));
  }

  @Test
  void arrayIsWrittenAsBindingDoes() {
    // Given
    List<Person> people =
        List.of(new Person("Inês \"/\" 健二 🍞\n"), new Person("\u2028\u0001\u007f"));

    // Then
    assertThat(FieldWriter.bytes(people)).isEqualTo(new JsonMapper().writeValueAsBytes(people));
    assertThat(FieldWriter.bytes(List.of())).asString(UTF_8).isEqualTo("[]");
  }

  @ParameterizedTest
  @MethodSource("changed")
  void changedExampleIsReadOrRefusedAsBindingDoes(ExampleBreaker.Changed changed) {
    // Given
    byte[] json = AsyncApi.bytes(changed.payload());
    Class<? extends Payload> kind = PayloadRecords.of(changed.type());

    // Then
    assertThat(outcome(() -> EventData.read(json, PayloadRecords.reader(kind))))
        .isEqualTo(outcome(() -> Binding.read(json, kind)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"a\",\"text\":\"b\"}",
        "{\"text\":\"a\",\"language\":\"en\",\"category\":\"home\",\"text\":\"b\"}",
        "{\"text\":\"a\",\"category\":\" home \"}",
        "{\"text\":\"a\",\"category\":[\"home\"]}",
        "{\"text\":\"a\",\"other\":{\"a\":[1,2,{\"b\":null}]}}",
        "{\"text\":{}}",
        "{\"text\":NaN}",
        "{\"text\":\"a\"",
        "{\"text\":\"a\"}x",
        "{\"text\":\"a\",}",
        "{text:\"a\"}",
      })
  void oddTextIsReadOrRefusedAsBindingDoes(String json) {
    assertSame(json, TextCaptured::read, TextCaptured.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "0.1",
        "0.30000000000000004441",
        "1e-400",
        "1e400",
        "12345678901234567890123",
        "\"1\"",
        "true",
        "null",
        "[0.5]",
        "{}"
      })
  void numberIsReadOrRefusedAsBindingDoes(String number) {
    assertSame(
        transcribed("\"confidence\":%s,\"words\":[]".formatted(number), "\"s3://a/b\""),
        MemoryTranscribed::read,
        MemoryTranscribed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "[null]", "[5]", "[\"\"]", "[[]]", "{}", "\"\"", "\"a\"", "5", "true"})
  void arrayIsReadOrRefusedAsBindingDoes(String words) {
    assertSame(
        transcribed("\"confidence\":1,\"words\":" + words, "null"),
        MemoryTranscribed::read,
        MemoryTranscribed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\" s3://a/b \"", "\"\"", "\"/k\"", "\"a b\"", "{}", "[\"s3://a\"]"})
  void uriIsReadOrRefusedAsBindingDoes(String uri) {
    assertSame(
        transcribed("\"confidence\":1,\"words\":[]", uri),
        MemoryTranscribed::read,
        MemoryTranscribed.class);
  }

  private static String transcribed(String transcript, String uri) {
    return """
    {"text":"a","language":"en","audio":%s,
     "transcript":{"engine":"e","durationSeconds":1,%s}}\
    """
        .formatted(uri, transcript);
  }

  private static <T extends Payload> void assertSame(
      String json, Function<FieldReader, T> reader, Class<T> kind) {
    // Given
    byte[] bytes = json.getBytes(UTF_8);

    // Then
    assertThat(outcome(() -> EventData.read(bytes, reader)))
        .isEqualTo(outcome(() -> Binding.read(bytes, kind)));
  }

  private static String written(Payload payload) {
    return new String(Binding.write(payload), UTF_8);
  }

  private static String outcome(Supplier<Payload> read) {
    try {
      return read.get().toString();
    } catch (InvalidEventException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
