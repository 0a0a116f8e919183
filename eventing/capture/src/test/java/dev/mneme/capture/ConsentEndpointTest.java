// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.Withdrawn;
import dev.mneme.contract.data.ConsentGranted;
import dev.mneme.contract.data.ConsentWithdrawn;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentEndpointTest {
  @TempDir static Path directory;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway =
        new GatewayFixture(
            directory,
            (owner, memoryId, contentType, audio) -> URI.create("s3://memories/x"),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  @Test
  void whatIsWithdrawnIsLoggedAndToldToThoseWhoCarryEvents() throws Exception {
    // When
    HttpResponse<String> response =
        consent("{\"decision\":\"withdrawn\",\"purposes\":[\"train\",\"recall\"]}");

    // Then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    CloudEvent event = gateway.last("mneme-audit");
    assertThat(event.getType()).isEqualTo(EventType.CONSENT_WITHDRAWN.type());
    assertThat(UserKey.of(event)).isEqualTo(GatewayFixture.ANN);
    assertThat(EventData.read(event, ConsentWithdrawn::read).purposes())
        .isEqualTo(Set.of(Purpose.TRAIN, Purpose.RECALL));
    assertThat(forbidden(Purpose.TRAIN)).isTrue();
    assertThat(forbidden(Purpose.RECALL)).isTrue();
    assertThat(forbidden(Purpose.PERSIST)).isFalse();
  }

  @Test
  void whatIsGrantedAgainIsForbiddenNoLonger() throws Exception {
    // Given
    consent("{\"decision\":\"withdrawn\",\"purposes\":[\"classify\"]}");

    // When
    HttpResponse<String> response =
        consent("{\"decision\":\"granted\",\"purposes\":[\"classify\"]}");

    // Then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    CloudEvent event = gateway.last("mneme-audit");
    assertThat(EventData.read(event, ConsentGranted::read).purposes())
        .isEqualTo(Set.of(Purpose.CLASSIFY));
    assertThat(forbidden(Purpose.CLASSIFY)).isFalse();
  }

  @Test
  void aPublishersEventDecidesAsWell() throws Exception {
    // When
    HttpResponse<String> response =
        gateway.post(
            "/v1/events",
            Map.of("Content-Type", "application/cloudevents+json"),
            """
            {"specversion": "1.0", "id": "c-1", "source": "/acme/app", "subject": "consent",
             "type": "dev.mneme.consent.withdrawn.v1", "time": "2026-11-01T00:00:00Z",
             "datacontenttype": "application/json", "data": {"purposes": ["transcribe"]}}\
            """);

    // Then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    assertThat(forbidden(Purpose.TRANSCRIBE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'purposes':['train']} | decision",
        "{'decision':'maybe','purposes':['train']} | decision",
        "{'decision':'granted'} | purposes",
        "{'decision':'granted','purposes':[]} | purposes",
        "{'decision':'granted','purposes':['sell']} | purposes",
        "{'decision':'granted','purposes':[null]} | purposes",
        "{'decision':'granted','purposes':['train'],'user':'ben'} | user",
        "[] | body"
      })
  void aBadDecisionIsRefusedAndItsFieldNamed(String json, String field) throws Exception {
    // Given
    long before = gateway.count("mneme-audit");

    // When
    HttpResponse<String> response = consent(json.replace('\'', '"'));

    // Then
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("\"field\":\"" + field + "\"");
    assertThat(gateway.count("mneme-audit")).isEqualTo(before);
  }

  private static HttpResponse<String> consent(String json) throws Exception {
    return gateway.post("/v1/consent", Map.of("Content-Type", "application/json"), json);
  }

  private static boolean forbidden(Purpose purpose) throws Exception {
    return gateway
            .connection
            .keyValue(Withdrawn.BUCKET)
            .get(Withdrawn.of(GatewayFixture.ANN, purpose).key())
        != null;
  }
}
