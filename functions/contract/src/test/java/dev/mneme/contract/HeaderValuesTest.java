// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValuesTest {
  @ParameterizedTest
  @CsvSource({
    "plain/value:1~, plain/value:1~",
    "a b, a%20b",
    "100%, 100%25",
    "'\"q\"', %22q%22",
    "Euro € 😀, Euro%20%E2%82%AC%20%F0%9F%98%80",
  })
  void valueIsEncodedAndDecoded(String value, String header) {
    assertThat(HeaderValues.encode(value)).isEqualTo(header);
    assertThat(HeaderValues.decode("ce-x", header)).isEqualTo(value);
  }

  @Test
  void controlCharactersAreEncoded() {
    assertThat(HeaderValues.encode("a\r\nb\0\u007f")).isEqualTo("a%0D%0Ab%00%7F");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"a b\"', a b",
    "'\"a\\\"b\\\\\"', 'a\"b\\'",
    "%e2%82%ac, €",
    "😀%20€, 😀 €",
    "'\"', '\"'",
  })
  void whatOthersWriteIsDecodedToo(String header, String value) {
    assertThat(HeaderValues.decode("ce-x", header)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%2", "%zz", "%-1", "%４１"})
  void brokenEscapeIsRefused(String header) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> HeaderValues.decode("ce-x", header))
        .withMessage("ce-x: expected %% followed by two hexadecimal digits, found \"%s\"", header);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%FF", "%C3", "%ED%A0%80"})
  void bytesThatAreNotUtf8AreRefused(String header) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> HeaderValues.decode("ce-x", header))
        .withMessage("ce-x: expected percent-encoded UTF-8, found \"%s\"", header);
  }
}
