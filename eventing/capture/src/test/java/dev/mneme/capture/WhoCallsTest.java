// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.identity.Forged;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is taken but in the name of whom the token names, over real HTTP. */
class WhoCallsTest {
  private static final Map<String, String> REQUESTS =
      Map.of(
          "/v1/memories",
          "{\"text\":\"t\"}",
          "/v1/memories/audio",
          "RIFF",
          "/v1/consent",
          "{\"decision\":\"withdrawn\",\"purposes\":[\"train\"]}",
          "/v1/events",
          """
          {"specversion": "1.0", "id": "e", "source": "/acme/app", "subject": "s",
           "type": "dev.mneme.erasure.requested.v1", "time": "2026-11-01T00:00:00Z",
           "datacontenttype": "application/json", "data": {"scope": "person"}}\
          """);
  private static final Map<String, String> TYPES =
      Map.of(
          "/v1/memories", "application/json",
          "/v1/memories/audio", "audio/wav",
          "/v1/consent", "application/json",
          "/v1/events", "application/cloudevents+json");
  private static final AtomicInteger KEPT = new AtomicInteger();

  @TempDir static Path directory;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway =
        new GatewayFixture(
            directory,
            (owner, memoryId, contentType, audio) ->
                URI.create("s3://memories/" + KEPT.incrementAndGet()),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  static Stream<Forged> forged() {
    return Forged.all(GatewayFixture.ANN);
  }

  @ParameterizedTest
  @MethodSource("forged")
  void noRouteTakesAForgedToken(Forged forged) throws Exception {
    for (String path : REQUESTS.keySet()) {
      refused(path, "Bearer " + forged.from(gateway.issuer));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Basic YWRhOng=", "Bearer null"})
  void noRouteTakesARequestWithoutAToken(String authorization) throws Exception {
    for (String path : REQUESTS.keySet()) {
      refused(path, authorization);
    }
  }

  private static void refused(String path, String authorization) throws Exception {
    // Given
    long before = stored();

    // When
    HttpResponse<String> response = send(path, authorization);

    // Then
    assertThat(response.statusCode()).as(path).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"mneme\", error=\"invalid_token\"");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("Authorization: expected a bearer token");
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void theTokenIsLookedAtBeforeAnythingElse() throws Exception {
    // When
    HttpResponse<String> response =
        gateway.post(
            "/v1/memories",
            Map.of("Content-Type", "text/plain", "Authorization", "Bearer x"),
            "no JSON");

    // Then
    assertThat(response.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "tenant, other, acme",
    "userid, ben, ann",
    "partitionkey, acme/ben, acme/ann",
    "tenant, mneme, acme"
  })
  void anEventOfSomebodyElseIsForbidden(String attribute, String said, String own)
      throws Exception {
    // Given
    long before = stored();
    String event =
        REQUESTS.getOrDefault("/v1/events", "").replaceFirst("}$", "")
            + ", \"%s\": \"%s\"}".formatted(attribute, said);

    // When
    HttpResponse<String> response =
        gateway.post("/v1/events", Map.of("Content-Type", "application/cloudevents+json"), event);

    // Then
    assertThat(response.statusCode()).as(response.body()).isEqualTo(403);
    assertThat(response.body())
        .contains("\"field\":\"" + attribute + "\"")
        .contains(said)
        .contains(own + ", whom the token names");
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void everyRouteTakesAGoodToken() throws Exception {
    for (String path : REQUESTS.keySet()) {
      // When
      HttpResponse<String> response = send(path, gateway.issuer.bearer(new UserKey("home", path)));

      // Then
      assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }
  }

  @Test
  void probesAndMetricsAskNobody() throws Exception {
    for (String path : new String[] {"/livez", "/readyz", "/metrics"}) {
      assertThat(gateway.get(path).statusCode()).as(path).isBetween(200, 204);
    }
  }

  private static HttpResponse<String> send(String path, String authorization) throws Exception {
    return gateway.post(
        path,
        Map.of("Content-Type", TYPES.getOrDefault(path, ""), "Authorization", authorization),
        REQUESTS.getOrDefault(path, ""));
  }

  private static long stored() throws Exception {
    return gateway.count("mneme-classify")
        + gateway.count("mneme-transcribe")
        + gateway.count("mneme-persist")
        + gateway.count("mneme-audit")
        + KEPT.get();
  }
}
