// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "us-east-1,memories,https://memories.s3.us-east-1.amazonaws.com/a/b",
    "eu-west-1,memories-2,https://memories-2.s3.eu-west-1.amazonaws.com/a/b",
    "cn-north-1,memories,https://memories.s3.cn-north-1.amazonaws.com.cn/a/b",
    "xx-nowhere-9,memories,https://memories.s3.xx-nowhere-9.amazonaws.com/a/b",
    "eu-west-1,acme.memories,https://s3.eu-west-1.amazonaws.com/acme.memories/a/b",
    "eu-west-1,Old_Memories,https://s3.eu-west-1.amazonaws.com/Old_Memories/a/b",
    "eu-west-1,-memories,https://s3.eu-west-1.amazonaws.com/-memories/a/b",
  })
  void aBucketOfAwsIsAHostIfItsNameAllows(String region, String bucket, String expected) {
    assertThat(Address.of(region, bucket).object("a/b")).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:9000", "http://localhost:9000/"})
  void aBucketOfAnotherServiceIsAStepOfThePath(String endpoint) {
    assertThat(Address.below(URI.create(endpoint), "memories").object("a/b"))
        .hasToString("http://localhost:9000/memories/a/b");
  }

  @Test
  void aKeyIsEncodedButForItsSlashes() {
    // Given
    Address address = Address.of("eu-west-1", "memories");

    // Then
    assertThat(address.object("a b//../=2F+ü"))
        .hasToString("https://memories.s3.eu-west-1.amazonaws.com/a%20b//../%3D2F%2B%C3%BC");
  }

  @Test
  void parametersAreEncoded() {
    // Given
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("delimiter", "/");
    parameters.put("prefix", "a&b +");

    // Then
    assertThat(Address.of("eu-west-1", "memories").query(parameters))
        .hasToString(
            "https://memories.s3.eu-west-1.amazonaws.com/?delimiter=%2F&prefix=a%26b%20%2B");
  }
}
