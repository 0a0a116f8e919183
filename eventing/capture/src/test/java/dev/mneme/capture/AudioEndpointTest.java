// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.Extensions;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recording is kept beside its event, or refused before anything is kept. */
@ExtendWith(SharedGateway.Provider.class)
class AudioEndpointTest {
  private static GatewayFixture gateway;
  private static Map<URI, byte[]> recordings;

  @BeforeAll
  static void connect(SharedGateway shared) {
    gateway = shared.gateway();
    recordings = shared.kept();
  }

  @Test
  void audioIsKeptAndOnlyReferredTo() throws Exception {
    // When
    HttpResponse<String> response =
        gateway.post(
            "/v1/memories/audio?id=clip&language=pt-PT",
            Map.of("Content-Type", "audio/wav"),
            "RIFF");

    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    CloudEvent event = gateway.last("mneme-transcribe");
    assertThat(event.getData()).isNull();
    assertThat(event.getDataContentType()).isEqualTo("audio/wav");
    assertThat(event.getTime()).isEqualTo(SharedGateway.NOW.atOffset(ZoneOffset.UTC));
    assertThat(event.getExtension(Extensions.LANGUAGE)).isEqualTo("pt-PT");
    URI kept = URI.create(String.valueOf(event.getExtension(Extensions.DATA_REF)));
    assertThat(kept).hasToString("s3://memories/acme/ann/audio/clip");
    assertThat(recordings.get(kept)).isEqualTo("RIFF".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "'', text/plain, x, 415, Content-Type",
    "'', audio/wav, '', 400, body",
    "?tenant=acme, audio/wav, x, 400, tenant",
    "?user=ben, audio/wav, x, 400, user",
    "?speed=2, audio/wav, x, 400, speed",
    "?time=2036-01-01T00:00:00Z, audio/wav, x, 422, time"
  })
  void badAudioIsRefusedBeforeAnythingIsKept(
      String query, String type, String body, int status, String field) throws Exception {
    // Given
    int before = recordings.size();

    // When
    HttpResponse<String> response =
        gateway.post("/v1/memories/audio" + query, Map.of("Content-Type", type), body);

    // Then
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains("\"field\":\"" + field + "\"");
    assertThat(recordings).hasSize(before);
  }
}
