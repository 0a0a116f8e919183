// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Extensions;
import dev.mneme.contract.Forgotten;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureServerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final Map<URI, byte[]> KEPT = new ConcurrentHashMap<>();

  @TempDir static Path directory;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway =
        new GatewayFixture(directory, CaptureServerTest::keep, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  private static URI keep(UserKey owner, String memoryId, String contentType, byte[] audio) {
    URI uri = URI.create("s3://memories/" + owner.partitionKey() + "/audio/" + memoryId);
    KEPT.put(uri, audio);
    return uri;
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
    assertThat(EventData.read(event, TextCaptured.class))
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
    assertThat(event.getTime()).isEqualTo(NOW.atOffset(ZoneOffset.UTC));
    assertThat(event.getExtension(Extensions.LANGUAGE)).isEqualTo("pt-PT");
    URI kept = URI.create(String.valueOf(event.getExtension(Extensions.DATA_REF)));
    assertThat(kept).hasToString("s3://memories/acme/ann/audio/clip");
    assertThat(KEPT.get(kept)).isEqualTo("RIFF".getBytes(StandardCharsets.UTF_8));
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
    int before = KEPT.size();

    // When
    HttpResponse<String> response =
        gateway.post("/v1/memories/audio" + query, Map.of("Content-Type", type), body);

    // Then
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains("\"field\":\"" + field + "\"");
    assertThat(KEPT).hasSize(before);
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
  @ValueSource(strings = {"{}", "{\"specversion\":\"1.0\"}", "no JSON"})
  void whatIsNoEventIsRefused(String body) throws Exception {
    // When
    HttpResponse<String> response =
        gateway.post("/v1/events", Map.of("Content-Type", "application/cloudevents+json"), body);

    // Then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("Unreadable event");
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
