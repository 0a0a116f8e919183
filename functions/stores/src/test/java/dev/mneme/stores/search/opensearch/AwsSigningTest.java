// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.opensearch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.mneme.stores.search.engine.Engine;
import dev.mneme.stores.search.engine.EngineSettings;
import dev.mneme.stores.search.engine.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.AttributeMap;

/** Against a stand-in of a domain on AWS. */
class AwsSigningTest {
  private static final byte[] SEARCH = "{\"query\":{\"match_all\":{}}}".getBytes(UTF_8);

  private final WireMockServer aws = new WireMockServer(wireMockConfig().dynamicHttpsPort());
  private final Engine engine = engine();

  private Engine engine() {
    aws.start();
    AwsSigning signing =
        new AwsSigning(
            "es",
            Region.EU_WEST_1,
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create("key-id", "secret", "session")));
    URI url = URI.create("https://localhost:" + aws.httpsPort());
    return OpenSearchEngine.signed(
        signing,
        new EngineSettings(url, Optional.empty(), Duration.ofSeconds(10)),
        AttributeMap.builder()
            .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
            .build());
  }

  @AfterEach
  void stop() {
    engine.close();
    aws.stop();
  }

  @Test
  void aRequestIsSignedForItsServiceAndRegionAndCarriesItsBody() throws IOException {
    // Given
    aws.stubFor(any(anyUrl()).willReturn(aResponse().withBody("{\"took\":1}")));

    // When
    Reply reply = engine.send("POST", "/memories/_search", Map.of("routing", "ada"), SEARCH);

    // Then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(new String(reply.body(), UTF_8)).isEqualTo("{\"took\":1}");
    aws.verify(
        postRequestedFor(urlEqualTo("/memories/_search?routing=ada"))
            .withHeader(
                "Authorization",
                matching("AWS4-HMAC-SHA256 Credential=key-id/\\d{8}/eu-west-1/es/aws4_request.*"))
            .withHeader("X-Amz-Security-Token", equalTo("session"))
            .withRequestBody(equalTo(new String(SEARCH, UTF_8))));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 429, 503})
  void anErrorIsAnAnswerLikeAnyOther(int status) throws IOException {
    // Given
    aws.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody("{\"e\":1}")));

    // When
    Reply reply = engine.send("POST", "/memories/_search", Map.of(), SEARCH);

    // Then
    assertThat(reply.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "GET", "PUT", "DELETE"})
  void everyMethodThatTheIndexNeedsIsSent(String method) throws IOException {
    // Given
    aws.stubFor(any(anyUrl()).willReturn(aResponse()));

    // Then
    assertThat(engine.send(method, "/_alias/memories", Map.of(), new byte[0]).status())
        .isEqualTo(200);
    assertThat(aws.getAllServeEvents().getFirst().getRequest().getMethod().getName())
        .isEqualTo(method);
  }
}
