// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
  @TempDir Path home;

  @Test
  void anotherProcessReadsWhatWasWritten() {
    // Given
    Endpoints endpoints =
        new Endpoints(
            URI.create("http://127.0.0.1:1"),
            URI.create("http://127.0.0.1:2"),
            URI.create("http://127.0.0.1:3"),
            "nats://127.0.0.1:4",
            "jdbc:postgresql://127.0.0.1:5/postgres",
            URI.create("http://127.0.0.1:6"),
            URI.create("mongodb://127.0.0.1:7"),
            URI.create("http://127.0.0.1:8"),
            URI.create("http://127.0.0.1:9"),
            31_337,
            "0x1");
    Path file = home.resolve("endpoints.json");
    assertThat(Endpoints.read(file)).isEmpty();

    // When
    endpoints.write(file);

    // Then
    assertThat(Endpoints.read(file)).hasValue(endpoints);
  }
}
