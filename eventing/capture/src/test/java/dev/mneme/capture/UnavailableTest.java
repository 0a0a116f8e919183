// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.TryLaterException;
import io.nats.client.api.StreamConfiguration;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway says when it cannot store what it was given. */
class UnavailableTest {
  private static final String MEMORY = "{\"id\":\"m\",\"text\":\"t\"}";

  @TempDir Path directory;
  private GatewayFixture gateway;

  @BeforeEach
  void start() throws Exception {
    gateway =
        new GatewayFixture(
            directory,
            (owner, memoryId, contentType, audio) -> {
              throw new TryLaterException("the object store is away", Duration.ofSeconds(7));
            },
            Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void withoutJetStreamTheClientIsToldToComeBack() throws Exception {
    // Given
    gateway.nats.kill();

    // When
    HttpResponse<String> response = gateway.memory(MEMORY);

    // Then
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(gateway.get("/livez").statusCode()).isEqualTo(204);
    assertThat(gateway.get("/readyz").statusCode()).isEqualTo(503);

    // And when it is back, the same memory is taken
    gateway.nats.start();
    await().atMost(Duration.ofSeconds(20)).until(() -> gateway.memory(MEMORY).statusCode() == 202);
    assertThat(gateway.count("mneme-classify")).isEqualTo(1);
  }

  @Test
  void aFullStreamRefusesAndLosesNothing() throws Exception {
    // Given
    assertThat(gateway.memory(MEMORY).statusCode()).isEqualTo(202);
    var streams = gateway.connection.jetStreamManagement();
    streams.updateStream(
        StreamConfiguration.builder(streams.getStreamInfo("mneme-classify").getConfiguration())
            .maxMessages(1)
            .build());

    // When
    HttpResponse<String> response = gateway.memory(MEMORY.replace("\"m\"", "\"n\""));

    // Then
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("maximum messages exceeded");
    assertThat(gateway.last("mneme-classify").getSubject()).isEqualTo("m");
  }

  @Test
  void withoutTheObjectStoreARecordingIsNotTaken() throws Exception {
    // When
    HttpResponse<String> response =
        gateway.post("/v1/memories/audio", Map.of("Content-Type", "audio/wav"), "RIFF");

    // Then
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(gateway.count("mneme-transcribe")).isZero();
  }
}
