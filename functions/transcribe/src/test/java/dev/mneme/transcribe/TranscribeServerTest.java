// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.runtime.FunctionApplication;
import dev.mneme.runtime.RunningFunction;
import dev.mneme.transcribe.local.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function as it is deployed, with the real engine behind real HTTP. */
class TranscribeServerTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Object store enough to read one object from. */
  @RegisterExtension
  static final WireMockExtension S3 =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  private static RunningFunction function;

  @BeforeAll
  static void start() {
    function =
        FunctionApplication.start(
            new TranscribeConfiguration(),
            environment(Map.of("MNEME_SPEECH_MODEL", Weights.folder().toString())));
  }

  @AfterAll
  static void stop() {
    function.close();
  }

  @Test
  void transcribesAnEventInBinaryMode() throws Exception {
    // When
    HttpResponse<String> answer = post(clip(), "audio/wav");

    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ce-type")).contains("dev.mneme.memory.transcribed.v1");
    assertThat(answer.headers().firstValue("ce-subject")).contains("memory-1");
    assertThat(answer.body())
        .contains("a seal followed us the whole way home")
        .contains("\"engine\":\"moonshine-tiny-en\"");
  }

  @Test
  void fetchesTheAudioByItsClaimCheck() throws Exception {
    // Given
    byte[] clip = clip();
    S3.stubFor(
        get(urlPathEqualTo("/mneme/sample/kenji/audio/memory-1"))
            .willReturn(aResponse().withBody(clip).withHeader("Content-Length", "" + clip.length)));

    // When
    HttpResponse<String> answer = post("s3://mneme/sample/kenji/audio/memory-1");

    // Then
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("a seal followed us the whole way home")
        .contains("\"audio\":\"s3://mneme/sample/kenji/audio/memory-1\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://mneme/sample/ines/audio/memory-1",
        "s3://other/sample/kenji/audio/memory-1",
        "http://127.0.0.1/sample/kenji/audio/memory-1",
        "s3://mneme/sample/kenji/../ines/audio/memory-1",
      })
  void fetchesFromNowhereElse(String claim) throws Exception {
    // When
    HttpResponse<String> answer = post(claim);

    // Then
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"field\":\"dataref\"");
    assertThat(S3.getAllServeEvents()).isEmpty();
  }

  @Test
  void refusesWhatIsNotAudioAsAProblem() throws Exception {
    // When
    HttpResponse<String> answer = post("not audio at all".getBytes(US_ASCII), "audio/wav");

    // Then
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"field\":\"data\"").contains("WAV, FLAC, MP3, OGG, WEBM");
  }

  @Test
  void hasNoWebhookWhereNobodyWasAskedToCall() throws Exception {
    // Given
    URI webhook = function.uri().resolve("/v1/speechmatics/notifications?id=j1&status=success");

    // When
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(webhook).POST(BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());

    // Then
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void startsWithSpeechmaticsAndItsWebhook() throws Exception {
    // Given
    Map<String, String> environment =
        environment(
            Map.of(
                "MNEME_SPEECH_ENGINE", "speechmatics",
                "MNEME_SPEECHMATICS_KEY", "secret",
                "MNEME_SPEECHMATICS_WEBHOOK_URL",
                    "https://mneme.example/v1/speechmatics/notifications",
                "MNEME_SPEECHMATICS_WEBHOOK_TOKEN", "ours"));
    try (RunningFunction cloud =
        FunctionApplication.start(new TranscribeConfiguration(), environment)) {
      URI webhook = cloud.uri().resolve("/v1/speechmatics/notifications?id=j1&status=success");
      HttpRequest.Builder call = HttpRequest.newBuilder(webhook).POST(BodyPublishers.noBody());

      // When
      int stranger = HTTP.send(call.build(), BodyHandlers.discarding()).statusCode();
      int friend =
          HTTP.send(call.header("Authorization", "Bearer ours").build(), BodyHandlers.discarding())
              .statusCode();

      // Then
      assertThat(stranger).isEqualTo(401);
      assertThat(friend).isEqualTo(204);
    }
  }

  @Test
  void doesNotStartWithAnEngineThereIsNot() {
    assertThatThrownBy(
            () ->
                FunctionApplication.start(
                    new TranscribeConfiguration(),
                    environment(Map.of("MNEME_SPEECH_ENGINE", "stenographer"))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("MNEME_SPEECH_ENGINE: expected one of [local, speechmatics]");
  }

  private static Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PORT", "0");
    environment.put("MNEME_S3_ENDPOINT", S3.baseUrl());
    environment.put("MNEME_S3_BUCKET", "mneme");
    environment.put("MNEME_S3_ACCESS_KEY", "key");
    environment.put("MNEME_S3_SECRET_KEY", "secret");
    return environment;
  }

  private static HttpResponse<String> post(String claim) throws Exception {
    HttpRequest request = event().header("ce-dataref", claim).POST(BodyPublishers.noBody()).build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(byte[] body, String mediaType) throws Exception {
    HttpRequest request =
        event().header("Content-Type", mediaType).POST(BodyPublishers.ofByteArray(body)).build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static HttpRequest.Builder event() {
    return HttpRequest.newBuilder(function.uri())
        .header("ce-specversion", "1.0")
        .header("ce-id", "e1")
        .header("ce-source", "/capture")
        .header("ce-type", "dev.mneme.audio.captured.v1")
        .header("ce-subject", "memory-1")
        .header("ce-time", "2026-10-11T09:30:00Z")
        .header("ce-tenant", "sample")
        .header("ce-userid", "kenji");
  }

  private static byte[] clip() throws IOException {
    try (InputStream in = TranscribeServerTest.class.getResourceAsStream("/speech.wav")) {
      return Objects.requireNonNull(in, "speech.wav").readAllBytes();
    }
  }
}
