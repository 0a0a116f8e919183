// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.mneme.stores.http.Reply;
import dev.mneme.stores.search.opensearch.AwsSigning;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Against a stand-in: the index tests do the same with real engines. */
class EngineHttpTest {
  private static final byte[] SEARCH = "{\"query\":{\"match_all\":{}}}".getBytes(UTF_8);
  private static final byte[] NOTHING = {};

  private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());

  private EngineHttp engine(Authorization authorization) {
    URI url = URI.create("http://localhost:" + server.port() + "/below/");
    return new EngineHttp(new EngineSettings(url, authorization, Duration.ofSeconds(10)));
  }

  @BeforeEach
  void start() {
    server.start();
    server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("{\"took\":1}")));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aRequestIsSignedForItsServiceAndRegionAndCarriesItsBody() throws IOException {
    // Given
    AwsSigning signing =
        new AwsSigning(
            "es",
            Region.EU_WEST_1,
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create("key-id", "secret", "session")));

    // When
    Reply reply =
        engine(signing).send("POST", "/memories/_search", Map.of("routing", "ada"), SEARCH);

    // Then
    assertThat(new String(reply.body(), UTF_8)).isEqualTo("{\"took\":1}");
    server.verify(
        postRequestedFor(urlEqualTo("/below/memories/_search?routing=ada"))
            .withHeader(
                "Authorization",
                matching(
                    "AWS4-HMAC-SHA256 Credential=key-id/\\d{8}/eu-west-1/es/aws4_request,"
                        + " SignedHeaders=.*host.*"))
            .withHeader("X-Amz-Security-Token", equalTo("session"))
            .withRequestBody(equalTo(new String(SEARCH, UTF_8))));
  }

  @Test
  void aKeyIsShownWithEveryRequest() throws IOException {
    // When
    engine(Authorization.of("ApiKey secret")).send("GET", "/_alias/memories", Map.of(), NOTHING);

    // Then
    server.verify(
        getRequestedFor(urlEqualTo("/below/_alias/memories"))
            .withHeader("Authorization", equalTo("ApiKey secret"))
            .withHeader("Accept", equalTo("application/json")));
  }

  @Test
  void parametersAreEncoded() throws IOException {
    // When
    engine(Authorization.NONE)
        .send("POST", "/_search", Map.of("routing", "acme/ada lo&ve+ü"), SEARCH);

    // Then
    server.verify(
        postRequestedFor(urlEqualTo("/below/_search?routing=acme%2Fada%20lo%26ve%2B%C3%BC"))
            .withHeader("Content-Type", equalTo("application/json")));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 403, 404, 409, 429, 503})
  void anErrorIsAnAnswerLikeAnyOther(int status) throws IOException {
    // Given
    server.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Location", "/elsewhere")
                    .withBody("{\"error\":1}")));

    // When
    Reply reply = engine(Authorization.NONE).send("POST", "/_search", Map.of(), SEARCH);

    // Then
    assertThat(reply.status()).isEqualTo(status);
    assertThat(new String(reply.body(), UTF_8)).isEqualTo("{\"error\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "GET", "PUT", "DELETE"})
  void everyMethodThatTheIndexNeedsIsSent(String method) throws IOException {
    // When
    Reply reply = engine(Authorization.NONE).send(method, "/_alias/memories", Map.of(), NOTHING);

    // Then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(server.getAllServeEvents().getFirst().getRequest().getMethod().getName())
        .isEqualTo(method);
  }
}
