// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PercentEncodingTest {
  @Test
  void whatIsUnreservedStays() {
    assertThat(PercentEncoding.value("AZaz09-._~")).isEqualTo("AZaz09-._~");
  }

  @Test
  void allElseIsEncodedInUpperCase() {
    assertThat(PercentEncoding.value("/ +*%&=ü日"))
        .isEqualTo("%2F%20%2B%2A%25%26%3D%C3%BC%E6%97%A5");
  }

  @Test
  void aQueryKeepsItsOrder() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("z", "a/b");
    parameters.put("a", "");
    assertThat(PercentEncoding.query(parameters)).isEqualTo("?z=a%2Fb&a=");
    assertThat(PercentEncoding.query(Map.of())).isEmpty();
  }

  @Test
  void aPathKeepsItsSlashes() {
    assertThat(PercentEncoding.path("a//b c/=2F")).isEqualTo("a//b%20c/%3D2F");
  }
}
