// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryTest {
  @Test
  void takesTheFirstValue() {
    assertThat(Query.first("a=1&b=2&a=3", "a")).hasValue("1");
    assertThat(Query.first("a=1&flag&b=", "flag")).hasValue("");
    assertThat(Query.first("a=1&flag&b=", "b")).hasValue("");
    assertThat(Query.first("ab=1", "a")).isEmpty();
    assertThat(Query.first(null, "a")).isEmpty();
  }

  @Test
  void decodesNamesAndValues() {
    assertThat(Query.first("q%C3%A9=a+b%26c%3D%2B", "qé")).hasValue("a b&c=+");
  }
}
