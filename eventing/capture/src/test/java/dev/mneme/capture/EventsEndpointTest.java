// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventType;
import dev.mneme.contract.Extensions;
import dev.mneme.contract.Forgotten;
import dev.mneme.contract.UserKey;
import io.cloudevents.CloudEvent;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A publisher's event goes through as it is, if its type is one that a publisher may send. */
@ExtendWith(SharedGateway.Provider.class)
class EventsEndpointTest {
  private static GatewayFixture gateway;

  @BeforeAll
  static void connect(SharedGateway shared) {
    gateway = shared.gateway();
  }

  @Test
  void aPublishersEventGoesThroughAsItIs() throws Exception {
    // When
    HttpResponse<String> response =
        gateway.post(
            "/v1/events",
            Map.of("Content-Type", "application/cloudevents+json"),
            """
            {"specversion": "1.0", "id": "e-1", "source": "/acme/app", "subject": "consent",
             "type": "dev.mneme.consent.granted.v1", "time": "2026-11-01T00:00:00Z",
             "tenant": "acme", "userid": "ann",
             "datacontenttype": "application/json", "data": {"purposes": ["train"]}}\
            """);

    // Then
    assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(202);
    CloudEvent event = gateway.last("mneme-audit");
    assertThat(event.getId()).isEqualTo("e-1");
    assertThat(event.getSource()).hasToString("/acme/app");
    assertThat(event.getExtension(Extensions.PARTITION_KEY)).isEqualTo("acme/ann");
  }

  @Test
  void anEventInBinaryModeIsTakenToo() throws Exception {
    // When
    HttpResponse<String> response = event(EventType.TEXT_CAPTURED.type(), "acme", "a%6En");

    // Then
    assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(202);
    assertThat(UserKey.of(gateway.last("mneme-classify"))).isEqualTo(GatewayFixture.ANN);
  }

  @Test
  void anEventNeedNotNameItsOwner() throws Exception {
    // When
    HttpResponse<String> response =
        gateway.post(
            "/v1/events",
            Map.of("Content-Type", "application/cloudevents+json"),
            """
            {"specversion": "1.0", "id": "e-2", "source": "/acme/app", "subject": "m-2",
             "type": "dev.mneme.text.captured.v1", "time": "2026-11-01T00:00:00Z",
             "datacontenttype": "application/json", "data": {"text": "Nobody was named."}}\
            """);

    // Then
    assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(202);
    assertThat(UserKey.of(gateway.last("mneme-classify"))).isEqualTo(GatewayFixture.ANN);
  }

  @Test
  void aWishToBeForgottenIsToldToThoseWhoCarryEvents() throws Exception {
    // When
    HttpResponse<String> response =
        gateway.post(
            "/v1/events",
            Map.of("Content-Type", "application/cloudevents+json"),
            """
            {"specversion": "1.0", "id": "e-3", "source": "/acme/app", "subject": "wish",
             "type": "dev.mneme.erasure.requested.v1", "time": "2026-11-01T00:00:00Z",
             "datacontenttype": "application/json", "data": {"scope": "memory", "memory": "m-3"}}\
            """);

    // Then
    assertThat(response.statusCode()).describedAs(response.body()).isEqualTo(202);
    assertThat(gateway.last("mneme-persist").getId()).isEqualTo("e-3");
    Forgotten wish = Forgotten.of(GatewayFixture.ANN, "m-3", Instant.parse("2026-11-01T00:00:00Z"));
    assertThat(wish.key()).startsWith("acme.ann.").doesNotContain("m-3");
    assertThat(gateway.connection.keyValue(Forgotten.BUCKET).get(wish.key()).getValue())
        .isEqualTo(wish.value());
  }

  @Test
  void nobodysEventIsTakenForARepetitionOfAnothers() throws Exception {
    // Given
    String memory = "{\"id\":\"guessed\",\"text\":\"mine\"}";
    HttpResponse<String> own = gateway.memory(memory);
    CloudEvent stored = gateway.last("mneme-classify");

    // When
    HttpResponse<String> copy =
        gateway.post(
            "/v1/events",
            Map.of(
                "Content-Type",
                "application/json",
                "Authorization",
                gateway.issuer.bearer(new UserKey("acme", "mallory")),
                "ce-specversion",
                "1.0",
                "ce-id",
                stored.getId(),
                "ce-source",
                stored.getSource().toString(),
                "ce-type",
                stored.getType(),
                "ce-subject",
                "m-9",
                "ce-time",
                "2026-11-01T00:00:00Z"),
            "{\"text\":\"x\"}");

    // Then
    assertThat(own.body()).contains("\"duplicate\":false");
    assertThat(copy.body()).contains("\"duplicate\":false");
  }

  @ParameterizedTest
  @CsvSource({
    "dev.mneme.memory.persisted.v1, acme, ann, type",
    "dev.mneme.model.trained.v1, acme, ann, type",
    "com.example.other, acme, ann, type",
    "dev.mneme.audio.captured.v1, acme, ann, Content-Type"
  })
  void whatAPublisherMayNotSendIsRefused(String type, String tenant, String user, String field)
      throws Exception {
    // When
    HttpResponse<String> response = event(type, tenant, user);

    // Then
    assertThat(response.statusCode()).isIn(415, 422);
    assertThat(response.body()).contains("\"field\":\"" + field + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"specversion\":\"1.0\"}", "no JSON"})
  void whatIsNoEventIsRefused(String body) throws Exception {
    // When
    HttpResponse<String> response =
        gateway.post("/v1/events", Map.of("Content-Type", "application/cloudevents+json"), body);

    // Then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("Unreadable event");
  }

  private static HttpResponse<String> event(String type, String tenant, String user)
      throws Exception {
    return gateway.post(
        "/v1/events",
        Map.of(
            "Content-Type", "application/json",
            "ce-specversion", "1.0",
            "ce-id", "e-" + type + tenant + user,
            "ce-source", "/acme/app",
            "ce-type", type,
            "ce-subject", "m-9",
            "ce-time", "2026-11-01T00:00:00Z",
            "ce-tenant", tenant,
            "ce-userid", user),
        "{\"text\":\"Went for a run\"}");
  }
}
