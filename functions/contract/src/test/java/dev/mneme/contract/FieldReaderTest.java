// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldReaderTest {
  @Test
  void whatIsOptionalMayBeAbsentOrNull() {
    for (String json : List.of("{}", "{\"a\":null}")) {
      assertThat(read(json, fields -> String.valueOf(fields.optionalText("a")))).isEqualTo("null");
      assertThat(read(json, fields -> String.valueOf(fields.optionalInt("a")))).isEqualTo("null");
      assertThat(read(json, fields -> String.valueOf(fields.optionalTexts("a")))).isEqualTo("null");
      assertThat(read(json, fields -> String.valueOf(fields.optionalUri("a")))).isEqualTo("null");
    }
  }

  @Test
  void constantsAreReadByTheirWordsEachOnce() {
    assertThat(
            read(
                "{\"a\":[\"train\",\"recall\",\"train\"]}",
                fields -> fields.words("a", Purpose.values())))
        .isEqualTo(Set.of(Purpose.TRAIN, Purpose.RECALL));
  }

  @Test
  void textsKeepTheirOrder() {
    assertThat(read("{\"a\":[\"b\",\"\",\"a\"]}", fields -> fields.optionalTexts("a")))
        .isEqualTo(List.of("b", "", "a"));
    assertRefused(
        "{\"a\":[\"b\",null]}",
        fields -> fields.optionalTexts("a"),
        "data.a[1]: expected text, found nothing");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThat(read("{\"a\":2147483647}", fields -> fields.intNumber("a")))
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(read("{\"a\":9223372036854775807}", fields -> fields.longNumber("a")))
        .isEqualTo(Long.MAX_VALUE);
    assertRefused(
        "{\"a\":2147483648}",
        fields -> fields.intNumber("a"),
        "data.a: expected a whole number of at most 32 bits, found \"2147483648\"");
    assertRefused(
        "{\"a\":9223372036854775808}",
        fields -> fields.longNumber("a"),
        "data.a: expected a whole number of at most 64 bits, found \"9223372036854775808\"");
  }

  @Test
  void instantIsRead() {
    assertThat(read("{\"a\":\"2026-03-01T09:00:00+01:00\"}", fields -> fields.instant("a")))
        .isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"tomorrow\"", "\"2026-03-01\"", "\"\"", "1772352000", "{}"})
  void whatIsNoInstantIsRefused(String value) {
    assertRefused(
        "{\"a\":" + value + "}",
        fields -> fields.instant("a"),
        "data.a: expected an instant, such as 2026-03-01T08:00:00Z, found \""
            + value.replace("\"", "")
            + "\"");
  }

  @Test
  void othersAreRefusedOnlyWhereTheyAreAskedFor() {
    String json = "{\"a\":\"b\",\"c\":{\"a\":\"b\",\"d\":1,\"e\":null}}";
    assertThat(read(json, fields -> fields.text("a"))).isEqualTo("b");
    assertRefused(
        json,
        fields ->
            fields.object(
                "c",
                inner -> {
                  inner.only("a", "b");
                  return inner.text("a");
                }),
        "data.c.d: expected one of a, b, found \"1\"; data.c.e: expected one of a, b, found"
            + " nothing");
  }

  private static Object read(String json, Function<FieldReader, ?> reader) {
    return FieldReader.read(json.getBytes(UTF_8), reader);
  }

  private static void assertRefused(String json, Function<FieldReader, ?> reader, String message) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> read(json, reader))
        .withMessage("%s", message);
  }
}
