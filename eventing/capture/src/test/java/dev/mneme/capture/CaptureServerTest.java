// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Extensions;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text becomes one stored event of its owner's, or is refused with the field that is wrong. */
@ExtendWith(SharedGateway.Provider.class)
class CaptureServerTest {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private static GatewayFixture gateway;

  @BeforeAll
  static void connect(SharedGateway shared) {
    gateway = shared.gateway();
  }

  @Test
  void aTextMemoryBecomesOneStoredEvent() throws Exception {
    // When
    HttpResponse<String> response =
        gateway.memory(
            new UserKey("acme", "zoë.*>"),
            """
            {"id": "m-1", "text": "Bought bread. パンを買った",
             "time": "2026-03-01T08:15:00+01:00", "category": "home", "language": "ja"}\
            """);

    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    CloudEvent event = gateway.last("mneme-classify");
    assertThat(response.body())
        .contains("\"id\":\"" + event.getId() + "\"", "\"memoryId\":\"m-1\"", "false");
    assertThat(event.getType()).isEqualTo(EventType.TEXT_CAPTURED.type());
    assertThat(event.getSubject()).isEqualTo("m-1");
    assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-03-01T07:15:00Z"));
    assertThat(UserKey.of(event)).isEqualTo(new UserKey("acme", "zoë.*>"));
    assertThat(event.getExtension(Extensions.PARTITION_KEY)).isEqualTo("acme/zo=C3=AB=2E=2A=3E");
    assertThat(gateway.lastSubject("mneme-classify"))
        .matches("mneme\\.text\\.captured\\.\\d+\\.acme\\.zo=C3=AB=2E=2A=3E");
    assertThat(EventData.read(event, TextCaptured::read))
        .isEqualTo(new TextCaptured("Bought bread. パンを買った", "ja", LifeCategory.HOME));
  }

  @Test
  void theSameIdIsTakenOnce() throws Exception {
    // Given
    String memory = "{\"id\":\"twice\",\"text\":\"once\"}";
    HttpResponse<String> first = gateway.memory(memory);
    long before = gateway.count("mneme-classify");

    // When
    HttpResponse<String> second = gateway.memory(memory);

    // Then
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body().replace("false", "true"));
    assertThat(gateway.count("mneme-classify")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text':'t','tenant':'acme'} | tenant",
        "{'text':'t','user':'ben'} | user",
        "{'text':'  '} | text",
        "{} | text",
        "{'text':'t','time':'yesterday'} | time",
        "{'text':'t','time':'2036-01-01T00:00:00Z'} | time",
        "{'text':'t','category':'pets'} | category",
        "{'text':'t','language':'!'} | language",
        "{'text':'t','id':''} | id",
        "{'text':'t','mood':'good'} | mood",
        "{'text': | body",
        "null | body"
      })
  void aBadMemoryIsRefusedAndItsFieldNamed(String json, String field) throws Exception {
    // Given
    long before = gateway.count("mneme-classify");

    // When
    HttpResponse<String> response = gateway.memory(json.replace('\'', '"'));

    // Then
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("\"field\":\"" + field + "\"");
    assertThat(gateway.count("mneme-classify")).isEqualTo(before);
  }

  @Test
  void whoeverNamesAnOwnerIsToldThatTheTokenDoes() throws Exception {
    // When
    HttpResponse<String> response = gateway.memory("{\"text\":\"t\",\"tenant\":\"acme\"}");

    // Then
    assertThat(response.body())
        .contains("whose it is, the token says", "found \\\"a field of that name")
        .doesNotContain("dev.mneme");
  }

  @Test
  void everythingWrongIsNamedAtOnce() throws Exception {
    // When
    HttpResponse<String> response = gateway.memory("{\"time\":\"x\",\"category\":\"pets\"}");

    // Then
    assertThat(response.body()).contains("\"text\"", "\"time\"", "\"category\"");
  }

  @Test
  void twentyMegabytesAreRefused() throws Exception {
    // When
    HttpResponse<String> response =
        gateway.post("/v1/memories", JSON, BodyPublishers.ofByteArray(new byte[20 * 1024 * 1024]));

    // Then
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("at most 1048576 bytes");
  }

  @Test
  void otherPathsAndMethodsAreExplained() throws Exception {
    assertThat(gateway.get("/v1/memories").statusCode()).isEqualTo(405);
    assertThat(gateway.get("/v1/memories").headers().firstValue("Allow")).hasValue("POST");
    assertThat(gateway.get("/").statusCode()).isEqualTo(404);
    assertThat(gateway.get("/").body()).contains("/v1/memories/audio");
  }

  @Test
  void probesAndMetricsAnswer() throws Exception {
    // Given
    gateway.memory("{\"text\":\"counted\"}");

    // When / Then
    assertThat(gateway.get("/livez").statusCode()).isEqualTo(204);
    assertThat(gateway.get("/readyz").statusCode()).isEqualTo(204);
    assertThat(gateway.get("/metrics").body())
        .contains("mneme_capture_events_total{duplicate=\"false\"")
        .contains("mneme_capture_requests_seconds_count{path=\"/v1/memories\",status=\"202\"");
  }
}
