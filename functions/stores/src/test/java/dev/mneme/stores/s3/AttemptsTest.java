// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.mneme.stores.http.AwsSignature;
import dev.mneme.stores.http.BodyTooLargeException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Against a stand-in for a service in trouble, which a real server cannot be brought into. */
class AttemptsTest {
  private static final byte[] BODY = "Moved the last box.".getBytes(UTF_8);
  private static final Map<String, String> TYPE = Map.of("Content-Type", "audio/flac");

  private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
  private final List<Duration> pauses = new ArrayList<>();

  private Bucket bucket(Duration timeout) {
    AwsSignature signature =
        new AwsSignature(
            "s3",
            "us-east-1",
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
            Clock.systemUTC());
    return new Bucket(
        Address.below(URI.create(server.baseUrl()), "memories"),
        signature,
        new Attempts(timeout, pauses::add));
  }

  private Bucket bucket() {
    return bucket(Duration.ofMinutes(1));
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "500, InternalError",
    "502, ''",
    "503, ServiceUnavailable",
    "503, SlowDown",
    "504, ''",
    "429, ''",
    "400, RequestTimeout"
  })
  void whatMayPassIsAskedAgain(int status, String code) throws IOException {
    // Given
    answers(trouble(status, code), trouble(status, code), aResponse().withBody("box"));

    // Then
    assertThat(bucket().get("a", 100))
        .hasValueSatisfying(found -> assertThat(found).asString(UTF_8).isEqualTo("box"));
    assertThat(pauses).hasSize(2);
  }

  @Test
  void aPutIsSentAgainAsAWhole() throws IOException {
    // Given
    answers(
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        trouble(503, "SlowDown"),
        aResponse());

    // When
    boolean put = bucket().putIfAbsent("a", BODY, TYPE);

    // Then
    assertThat(put).isTrue();
    assertThat(server.getAllServeEvents())
        .hasSize(3)
        .allSatisfy(event -> assertThat(event.getRequest().getBody()).isEqualTo(BODY));
  }

  @Test
  void afterThreeAttemptsItIsGivenUp() {
    // Given
    answers(trouble(503, "SlowDown"), trouble(503, "SlowDown"), trouble(503, "SlowDown"));

    // Then
    assertThatThrownBy(() -> bucket().delete("a"))
        .isInstanceOf(S3Exception.class)
        .hasMessage("DELETE was answered by 503 SlowDown, request 4442587FB7D0A2F9");
    assertThat(server.getAllServeEvents()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"500, InternalError, 100", "503, SlowDown, 1000"})
  void pausesStayBelowABoundThatDoublesAndIsHigherForASlowDown(
      int status, String code, long milliseconds) {
    // Given
    answers(trouble(status, code));

    // When
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> bucket().get("a", 100)).isInstanceOf(S3Exception.class);
    }

    // Then
    for (int i = 0; i < pauses.size(); i += 2) {
      assertThat(pauses.get(i)).isBetween(Duration.ZERO, Duration.ofMillis(milliseconds));
      assertThat(pauses.get(i + 1)).isBetween(Duration.ZERO, Duration.ofMillis(2 * milliseconds));
    }
    assertThat(Collections.max(pauses)).isGreaterThan(Duration.ofMillis(milliseconds / 2));
  }

  @Test
  void noPauseIsLongerThanWhatIsLeft() {
    // Given
    answers(trouble(503, "SlowDown"));

    // Then
    assertThatThrownBy(() -> bucket(Duration.ofNanos(1)).get("a", 100))
        .isInstanceOf(IOException.class);
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, BadDigest",
    "403, SignatureDoesNotMatch",
    "409, ConditionalRequestConflict",
    "301, PermanentRedirect",
    "404, NoSuchBucket"
  })
  void whatWillNotPassByItselfIsAskedOnce(int status, String code) {
    // Given
    answers(trouble(status, code));

    // Then
    assertThatThrownBy(() -> bucket().putIfAbsent("a", BODY, TYPE))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining(status + " " + code);
    assertThat(pauses).isEmpty();
  }

  @Test
  void whoseAnswerWasLostFindsItsOwnObject() throws IOException {
    // Given
    answers(aResponse().withFault(Fault.EMPTY_RESPONSE), trouble(412, "PreconditionFailed"));

    // Then
    assertThat(bucket().putIfAbsent("a", BODY, TYPE)).isFalse();
  }

  @Test
  void aPutWithoutAConditionCannotFailByOne() {
    // Given
    answers(trouble(412, "PreconditionFailed"));

    // Then
    assertThatThrownBy(() -> bucket().put("a", BODY, TYPE)).isInstanceOf(S3Exception.class);
  }

  @Test
  void whatIsTooLargeIsNotAskedAgain() {
    // Given
    answers(aResponse().withBody("fiver"));

    // Then
    assertThatThrownBy(() -> bucket().get("a", 4)).isInstanceOf(BodyTooLargeException.class);
    assertThat(server.getAllServeEvents()).hasSize(1);
  }

  /** One after the other; the last one stays. */
  private void answers(ResponseDefinitionBuilder... answers) {
    String state = Scenario.STARTED;
    for (int i = 0; i < answers.length; i++) {
      String next = "answered " + (i + 1 < answers.length ? i + 1 : i);
      server.stubFor(
          any(anyUrl())
              .inScenario("trouble")
              .whenScenarioStateIs(state)
              .willReturn(answers[i])
              .willSetStateTo(i + 1 < answers.length ? next : state));
      state = next;
    }
  }

  private static ResponseDefinitionBuilder trouble(int status, String code) {
    return aResponse()
        .withStatus(status)
        .withHeader("x-amz-request-id", "4442587FB7D0A2F9")
        .withBody(
            code.isEmpty()
                ? ""
                : "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>");
  }
}
