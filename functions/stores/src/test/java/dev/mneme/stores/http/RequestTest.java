// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a stand-in that answers as no server on this machine can be made to. */
class RequestTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Limits FOUR_BYTES = new Limits(LONG, LONG, Deadline.in(LONG), 4);

  private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());

  private Request request(String method, String body) {
    return new Request(
        method, URI.create(server.baseUrl() + "/a"), Map.of(), body.getBytes(UTF_8), false);
  }

  @BeforeEach
  void start() {
    server.start();
    server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("four")));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @ParameterizedTest
  @CsvSource({"302, some where else", "401, who are you", "403, not you", "503, not now"})
  void anErrorIsReadBeyondTheLimitOfWhatIsAskedFor(int status, String body) throws IOException {
    // Given
    server.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse().withStatus(status).withHeader("Location", "/b").withBody(body)));

    // When
    Reply reply = request("GET", "").send(FOUR_BYTES);

    // Then
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.succeeded()).isFalse();
    assertThat(reply.header("LOCATION")).hasValue("/b");
    assertThat(reply.header("Server-Of-Old")).isEmpty();
    assertThat(reply.body()).asString(UTF_8).isEqualTo(body);
  }

  @Test
  void aBodyOfWhichTheJdkHasNoCopyMayBeRefusedWith401() throws IOException {
    // Given
    server.stubFor(
        any(anyUrl())
            .willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic")));

    // Then
    assertThat(request("PUT", "body").send(FOUR_BYTES).status()).isEqualTo(401);
  }

  @Test
  void whatIsTooLargeIsNotAnswered() {
    // Given
    server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("fiver")));

    // Then
    assertThatThrownBy(() -> request("GET", "").send(FOUR_BYTES))
        .isInstanceOf(BodyTooLargeException.class);
  }

  @Test
  void aPutOfNothingSaysSo() throws IOException {
    // When
    Reply reply = request("PUT", "").send(FOUR_BYTES);

    // Then
    assertThat(reply.succeeded()).isTrue();
    server.verify(putRequestedFor(anyUrl()).withHeader("Content-Length", equalTo("0")));
  }

  @Test
  void headSaysALengthAndHasNoBody() throws IOException {
    // Given
    server.stubFor(any(anyUrl()).willReturn(aResponse().withHeader("Content-Length", "70000")));

    // When
    Reply reply = request("HEAD", "").send(FOUR_BYTES);

    // Then
    assertThat(reply.header("content-length")).hasValue("70000");
    assertThat(reply.body()).isEmpty();
  }
}
