// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.contract.InvalidEventException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Measured by the SDK's own format. */
class JsonEventsTest {
  private static final JsonFormat SDK = new JsonFormat();
  private static final JsonEvents OURS = new JsonEvents();
  private static final String GOOD = "'specversion':'1.0','id':'1','source':'/s','type':'t'";
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        GOOD + ",'subject':'s','time':'2026-02-03T04:05:06.789+01:00','dataschema':'x:y'",
        GOOD + ",'subject':null,'time':null,'dataschema':null,'datacontenttype':null",
        GOOD + ",'time':'2026-02-03T04:05:06Z','tenant':'Zoë','n':7,'low':-2147483648,'yes':true",
        GOOD + ",'subject':''",
        GOOD + ",'data':null",
        GOOD + ",'data':'text'",
        GOOD + ",'data':{'a':1,'a':2}",
        GOOD + ",'data':[],'datacontenttype':'application/json; charset=utf-8'",
        GOOD + ",'datacontenttype':'text/json','data':1.0",
        GOOD + ",'datacontenttype':'application/problem+json','data':{}",
        GOOD + ",'datacontenttype':'text/plain','data':'1.0 é'",
        GOOD + ",'datacontenttype':'audio/wav','data_base64':'AP9/Cg=='",
        GOOD + ",'datacontenttype':'application/json','data_base64':'eyJhIjoxLjB9'",
        GOOD + ",'data_base64':''",
        "'specversion':'0.3','id':'1','source':'/s','type':'t','schemaurl':'x:y','data':{'a':1}",
        "'specversion':'0.3','id':'1','source':'/s','type':'t','datacontenttype':'audio/wav',"
            + "'datacontentencoding':'base64','data':'AP9/Cg=='",
      })
  void readsWhatTheSdkReads(String members) {
    same(JsonEvents.read(json(members)), SDK.deserialize(json(members)));
  }

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void jsonDataHasTheBytesThatTheSdkMakesOfIt(int seed) {
    // Given
    String data = new RandomJson(seed).value(4);
    byte[] json = json(GOOD + ",'data':" + data);

    // When
    CloudEvent read = JsonEvents.read(json);

    // Then
    same(read, SDK.deserialize(json));
    same(EventBatch.read(EventBatch.write(List.of(read))).getFirst(), read);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0",
    "1E5, 100000.0",
    "12345678901234567890, 12345678901234567890",
    "'{ \"a/b\" : \"\\u00e9\" }', '{\"a/b\":\"é\"}'",
  })
  void numbersKeepTheirKindAndTextItsCharacters(String data, String expected) {
    assertThat(data(JsonEvents.read(json(GOOD + ",'data':" + data))))
        .asString(UTF_8)
        .isEqualTo(expected);
  }

  static Stream<CloudEvent> events() {
    CloudEventBuilder event =
        CloudEventBuilder.v1().withId("\"1\" 🍞\n").withSource(URI.create("/a/b")).withType("t");
    return Stream.of(
        event.build(),
        event
            .newBuilder()
            .withSubject("s/é")
            .withTime(OffsetDateTime.parse("2026-02-03T04:05:06.7Z"))
            .withDataSchema(URI.create("https://example.com/s"))
            .withExtension("text", "a")
            .withExtension("number", 7)
            .withExtension("large", 1L << 40)
            .withExtension("flag", true)
            .withExtension("uri", URI.create("x:y"))
            .withExtension("when", OffsetDateTime.parse("2026-02-03T04:05:06+01:00"))
            .withExtension("bytes", new byte[] {1, 2, 3})
            .build(),
        event.newBuilder().withData("{ \"a\" : 1.10 }".getBytes(UTF_8)).build(),
        event.newBuilder().withData("application/json", "\"🍞/\"".getBytes(UTF_8)).build(),
        event.newBuilder().withData("text/plain", "é".getBytes(UTF_8)).build(),
        event.newBuilder().withData("audio/wav", new byte[] {0, -1, 127}).build(),
        event.newBuilder().withData("audio/wav", new byte[0]).build(),
        CloudEventBuilder.v03(event.build()).withData("audio/wav", new byte[] {0, -1}).build(),
        CloudEventBuilder.v03(event.build()).withSchemaUrl(URI.create("x:y")).build());
  }

  @ParameterizedTest
  @MethodSource("events")
  void writesWhatTheSdkWrites(CloudEvent event) {
    // When
    byte[] ours = OURS.serialize(event);

    // Then
    assertThat(JSON.readTree(ours)).isEqualTo(JSON.readTree(SDK.serialize(event)));
    same(SDK.deserialize(ours), OURS.deserialize(SDK.serialize(event)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'id':'1','source':'/s','type':'t' | specversion: expected 1.0, found nothing",
        "'specversion':1.0 | specversion: expected 1.0, found \"1.0\"",
        "'specversion':'9.9' | specversion: expected 1.0, found \"9.9\"",
        "'specversion':'1.0','source':'/s','type':'t' | id: expected text, found nothing",
        "'specversion':'1.0','id':null,'source':'/s','type':'t' | id: expected text, found nothing",
        GOOD + ",'type':7 | type: expected text, found \"7\"",
        GOOD + ",'subject':{} | subject: expected text, found \"{}\"",
        GOOD + ",'source':' : ' | source: expected a URI, found \" : \"",
        GOOD + ",'dataschema':'%' | dataschema: expected a URI, found \"%\"",
        GOOD + ",'time':'now' | time: expected a time as RFC 3339 writes it, found \"now\"",
        GOOD + ",'Tenant':'a' | Tenant: expected an attribute with a name of a to z and 0 to 9",
        GOOD + ",'n':1.0 | n: expected text, true, false or a whole number of 32 bits",
        GOOD + ",'n':2147483648 | n: expected text, true, false or a whole number of 32 bits",
        GOOD + ",'data_base64':'!' | data_base64: expected base64, found \"!\"",
        GOOD + ",'data':1,'data_base64':'AA==' | data_base64: expected only one of data and",
        GOOD
            + ",'datacontenttype':'text/plain','data':1 | data: expected text, as it is text/plain",
        GOOD + ",'datacontenttype':7,'data':1 | datacontenttype: expected text, found \"7\"",
      })
  void whatTheSdkRefusesIsRefusedByName(String members, String error) {
    assertThatExceptionOfType(EventDeserializationException.class)
        .isThrownBy(() -> SDK.deserialize(json(members)));
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> JsonEvents.read(json(members)))
        .withMessageStartingWith("body." + error);
    assertThatExceptionOfType(EventDeserializationException.class)
        .isThrownBy(() -> OURS.deserialize(json(members)))
        .withCauseInstanceOf(InvalidEventException.class);
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> JsonEvents.read(json("'specversion':'1.0','id':1,'time':'x'")))
        .satisfies(
            e ->
                assertThat(e.errors())
                    .extracting(error -> error.field())
                    .containsExactlyInAnyOrder("body.id", "body.source", "body.type", "body.time"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "null", "{", "{} {}", "hello"})
  void whatIsNoObjectIsRefused(String json) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> JsonEvents.read(json.getBytes(UTF_8)))
        .withMessageStartingWith("body");
  }

  @Test
  void nullMeansNoExtensionAsTheSpecificationSays() {
    assertThat(JsonEvents.read(json(GOOD + ",'tenant':null")).getExtensionNames()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1]", "1e99"})
  void extensionOfNoTypeOfCloudEventsIsRefused(String value) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> JsonEvents.read(json(GOOD + ",'tenant':" + value)))
        .withMessageStartingWith("body.tenant: expected text, true, false or a whole number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/vnd.api+json", "APPLICATION/JSON", "model/gltf+json;version=1.0"})
  void everyMediaTypeOfJsonIsJson(String mediaType) {
    // Given
    byte[] json = json(GOOD + ",'datacontenttype':'" + mediaType + "','data':{'a':1}");

    // When
    CloudEvent event = JsonEvents.read(json);

    // Then
    assertThat(data(event)).asString(UTF_8).isEqualTo("{\"a\":1}");
    assertThat(OURS.serialize(event)).asString(UTF_8).contains("\"data\":{\"a\":1}");
  }

  static Stream<byte[]> noJson() {
    return Stream.of(
        new byte[0],
        " ".getBytes(UTF_8),
        "hello".getBytes(UTF_8),
        "{} {}".getBytes(UTF_8),
        "\ufeff{}".getBytes(UTF_8),
        new byte[] {'"', -1, '"'},
        "[".repeat(2000).getBytes(UTF_8),
        ("[".repeat(505) + "]".repeat(505)).getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("noJson")
  void dataThatIsNotTheJsonItClaimsToBeSpoilsNoOtherEvent(byte[] data) {
    // Given
    CloudEvent good = JsonEvents.read(json(GOOD));
    CloudEvent bad = CloudEventBuilder.v1(good).withData("application/json", data).build();

    // When
    List<CloudEvent> read =
        Outcomes.read(
                Outcomes.write(List.of(good), List.of(new Outcome.Done(List.of(good, bad)))),
                List.of(good))
            .stream()
            .flatMap(outcome -> ((Outcome.Done) outcome).replies().stream())
            .toList();

    // Then
    assertThat(read.getFirst()).isEqualTo(good);
    assertThat(data(read.getLast())).isEqualTo(data);
  }

  @Test
  void theDeepestDataThatCanBeReadAloneIsReadAmidAnAnswer() {
    // Given
    CloudEvent good = JsonEvents.read(json(GOOD));
    String deep = "[".repeat(500) + "]".repeat(500);
    CloudEvent event =
        CloudEventBuilder.v1(good).withData("application/json", deep.getBytes(UTF_8)).build();

    // When
    byte[] answer = Outcomes.write(List.of(good), List.of(new Outcome.Done(List.of(event))));

    // Then
    assertThat(answer).asString(UTF_8).contains("\"data\":" + deep);
    assertThat(Outcomes.read(answer, List.of(good)))
        .isEqualTo(List.of(new Outcome.Done(List.of(event))));
  }

  @Test
  void halfASurrogatePairComesThrough() {
    // Given
    CloudEvent event =
        CloudEventBuilder.v1().withId("\ud800").withSource(URI.create("/s")).withType("t").build();

    // Then
    assertThat(JsonEvents.read(OURS.serialize(event))).isEqualTo(event);
  }

  private static void same(CloudEvent read, CloudEvent expected) {
    assertThat(read.getSpecVersion()).isEqualTo(expected.getSpecVersion());
    assertThat(read.getAttributeNames()).isEqualTo(expected.getAttributeNames());
    assertThat(read.getAttributeNames())
        .allSatisfy(
            name -> assertThat(read.getAttribute(name)).isEqualTo(expected.getAttribute(name)));
    assertThat(read.getExtensionNames()).isEqualTo(expected.getExtensionNames());
    assertThat(read.getExtensionNames())
        .allSatisfy(
            name -> assertThat(read.getExtension(name)).isEqualTo(expected.getExtension(name)));
    assertThat(read.getData() == null).isEqualTo(expected.getData() == null);
    if (expected.getData() != null) {
      assertThat(data(read)).isEqualTo(data(expected));
    }
  }

  private static byte[] data(CloudEvent event) {
    return Objects.requireNonNull(event.getData()).toBytes();
  }

  private static byte[] json(String members) {
    return ("{" + members.replace('\'', '"') + "}").getBytes(UTF_8);
  }
}
