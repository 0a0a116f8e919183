// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.data.Word;
import dev.mneme.contract.settings.Settings;
import dev.mneme.transcribe.speech.Recording;
import dev.mneme.transcribe.speech.SpeechRequest;
import dev.mneme.transcribe.speech.Transcription;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the protocol as Speechmatics documents it, spoken by WireMock. */
class SpeechmaticsSpeechTest {
  private static final String REFERENCE = "event-1";
  private static final String TRANSCRIPT =
      """
      {"format": "2.9",
       "job": {"id": "j1", "created_at": "2026-11-01T09:00:00Z", "data_name": "memory.wav", "duration": 1},
       "metadata": {"type": "transcription", "language_pack_info": {"word_delimiter": " "}},
       "results": [
        {"type": "word", "start_time": 0.12, "end_time": 0.4,
         "alternatives": [{"content": "Flat", "confidence": 0.98, "language": "en"}]},
        {"type": "word", "start_time": 0.4, "end_time": 0.9,
         "alternatives": [{"content": "glass", "confidence": 0.9, "language": "en"}]},
        {"type": "punctuation", "start_time": 0.9, "end_time": 0.9, "attaches_to": "previous",
         "alternatives": [{"content": ".", "confidence": 1, "language": "en"}]}]}
      """;

  @RegisterExtension
  static final WireMockExtension SERVICE =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  private SpeechmaticsSpeech engine;

  @BeforeEach
  void start() {
    engine = engine(Map.of());
    SERVICE.stubFor(get(urlPathEqualTo("/v2/jobs")).willReturn(okJson("{\"jobs\": []}")));
    SERVICE.stubFor(
        post(urlPathEqualTo("/v2/jobs")).willReturn(jsonResponse("{\"id\": \"j1\"}", 201)));
    SERVICE.stubFor(
        get(urlPathEqualTo("/v2/jobs/j1/transcript"))
            .withQueryParam("format", equalTo("json-v2"))
            .withQueryParam("wait", equalTo("0"))
            .willReturn(okJson(TRANSCRIPT)));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void submitsPollsAndReads() {
    // Given
    jobIs("running", "running", "done");

    // When
    Transcription transcription = engine.transcribe(request("en-GB"));

    // Then
    assertThat(transcription.text()).isEqualTo("Flat glass.");
    assertThat(transcription.language()).isEqualTo("en-GB");
    assertThat(transcription.transcript().engine()).isEqualTo("speechmatics enhanced");
    assertThat(transcription.transcript().durationSeconds()).isEqualTo(1);
    assertThat(transcription.transcript().words())
        .containsExactly(new Word("Flat", 0.12, 0.4, 0.98), new Word("glass.", 0.4, 0.9, 0.9));
    SERVICE.verify(
        postRequestedFor(urlPathEqualTo("/v2/jobs"))
            .withHeader("Authorization", equalTo("Bearer secret"))
            .withRequestBodyPart(
                aMultipart("config")
                    .withBody(
                        equalToJson(
                            """
                            {"type": "transcription",
                             "transcription_config":
                              {"language": "en", "output_locale": "en-GB", "model": "enhanced"},
                             "tracking": {"reference": "event-1"}}
                            """))
                    .build())
            .withRequestBodyPart(
                aMultipart("data_file").withHeader("Content-Type", equalTo("audio/wav")).build()));
    SERVICE.verify(3, pollsOf("j1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"running", "done"})
  void takesTheJobOfAnEarlierDelivery(String status) {
    // Given
    SERVICE.stubFor(
        get(urlPathEqualTo("/v2/jobs"))
            .willReturn(
                okJson(
                    "{\"jobs\": [%s, %s]}"
                        .formatted(
                            job("other", "done", "event-2"), job("j1", status, REFERENCE)))));
    jobIs("done");

    // When
    Transcription transcription = engine.transcribe(request("en"));

    // Then
    assertThat(transcription.text()).isEqualTo("Flat glass.");
    SERVICE.verify(0, postRequestedFor(urlPathEqualTo("/v2/jobs")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleted", "expired"})
  void submitsAnewWhereTheEarlierJobIsGone(String status) {
    // Given
    SERVICE.stubFor(
        get(urlPathEqualTo("/v2/jobs"))
            .willReturn(okJson("{\"jobs\": [%s]}".formatted(job("j0", status, REFERENCE)))));
    jobIs("done");

    // When
    engine.transcribe(request("en"));

    // Then
    SERVICE.verify(1, postRequestedFor(urlPathEqualTo("/v2/jobs")));
  }

  @Test
  void aRejectedJobIsTheEndOfItsAudio() {
    // Given
    jobIs("rejected");

    // When / Then
    assertThatThrownBy(() -> engine.transcribe(request("en")))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("data: expected audio that can be transcribed")
        .hasMessageContaining("unsupported codec");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleted", "expired"})
  void aJobThatGoesMissingIsTriedAgainLater(String status) {
    // Given
    jobIs("running", status);

    // When / Then
    assertThatThrownBy(() -> engine.transcribe(request("en")))
        .isInstanceOf(TryLaterException.class)
        .hasMessageContaining("j1 was " + status.toUpperCase(Locale.ROOT));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "400, Job rejected, No language selected",
    "400, Job rejected due to invalid audio, ''",
    "422, Unprocessable Entity, ''",
  })
  void whatTheyCanNeverAcceptEndsTheEvent(int status, String error, String detail) {
    // Given
    postAnswers(error(status, error, detail));

    // When / Then
    assertThatThrownBy(() -> engine.transcribe(request("en")))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("data: expected audio that Speechmatics accepts")
        .hasMessageContaining("Speechmatics answered " + status + ": " + error)
        .hasMessageContaining(detail);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "401, Permission Denied, PT5M",
    "403, Forbidden, PT5M",
    "404, Job not found, PT10S",
    "410, Job Expired, PT10S",
    "423, Resource Locked, PT30S",
    "429, Max concurrent running jobs exceeded, PT30S",
    "500, Internal Server Error, PT10S",
    "501, Not Implemented, PT10S",
    "503, Service Unavailable, PT10S",
  })
  void whatIsNotTheEventsFaultLetsItWait(int status, String error, Duration retryAfter) {
    // Given
    postAnswers(error(status, error, ""));

    // When / Then
    assertThatThrownBy(() -> engine.transcribe(request("en")))
        .isInstanceOfSatisfying(
            TryLaterException.class,
            later -> {
              assertThat(later).hasMessage("Speechmatics answered " + status + ": " + error);
              assertThat(later.retryAfter()).isEqualTo(retryAfter);
            });
  }

  @Test
  void obeysTheirRetryAfter() {
    // Given
    postAnswers(error(429, "Rate limited", "").withHeader("Retry-After", "77"));

    // When / Then
    assertThatThrownBy(() -> engine.transcribe(request("en")))
        .isInstanceOfSatisfying(
            TryLaterException.class,
            later -> assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(77)));
  }

  @Test
  void showsTheStartOfAnErrorPage() {
    // Given the gateway in front of the service, which speaks HTML
    postAnswers(
        aResponse().withStatus(401).withBody("<html><title>401 Authorization Required</title>"));

    // When / Then
    assertThatThrownBy(() -> engine.transcribe(request("en")))
        .isInstanceOf(TryLaterException.class)
        .hasMessageContaining("401 Authorization Required");
  }

  @Test
  void aLostAnswerIsNotFollowedByASecondJob() {
    // Given a connection that breaks after the job may have been made
    postAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    // When / Then
    assertThatThrownBy(() -> engine.transcribe(request("en")))
        .isInstanceOf(TryLaterException.class)
        .hasMessageContaining("Speechmatics gave no answer");
    SERVICE.verify(1, postRequestedFor(urlPathEqualTo("/v2/jobs")));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void passingTroubleDoesNotEndTheWait(int status) {
    // Given
    JobScript.stub(
        SERVICE,
        "j1",
        okJson("{\"job\": " + job("j1", "running", REFERENCE) + "}"),
        error(status, "for a moment", "").withHeader("Retry-After", "0"),
        okJson("{\"job\": " + job("j1", "done", REFERENCE) + "}"));

    // When / Then
    assertThat(engine.transcribe(request("en")).text()).isEqualTo("Flat glass.");
  }

  @Test
  void waitsForATranscriptThatIsNotReadyWithItsJob() {
    // Given
    jobIs("done");
    JobScript.stubTranscript(
        SERVICE, "j1", error(404, "Transcription not ready", ""), okJson(TRANSCRIPT));

    // When / Then
    assertThat(engine.transcribe(request("en")).text()).isEqualTo("Flat glass.");
  }

  @Test
  void leavesALongJobToTheNextDelivery() {
    // Given
    engine.close();
    engine = engine(Map.of("MNEME_SPEECHMATICS_DEADLINE", "PT1S"));
    jobIs("running");

    // When / Then
    assertThatThrownBy(() -> engine.transcribe(request("en")))
        .isInstanceOf(TryLaterException.class)
        .hasMessageContaining("job j1 is still running after PT1S");
  }

  @Test
  void theWebhookEndsTheWaitBeforeThePoll() {
    // Given a service that asks for a pause of an hour, and then is done
    engine.close();
    engine =
        engine(
            Map.of(
                "MNEME_SPEECHMATICS_WEBHOOK_URL", "https://mneme.example/v1/speechmatics",
                "MNEME_SPEECHMATICS_WEBHOOK_TOKEN", "ours",
                "MNEME_SPEECHMATICS_DEADLINE", "PT1H"));
    JobScript.stub(
        SERVICE,
        "j1",
        error(429, "slow down", "").withHeader("Retry-After", "3600"),
        okJson("{\"job\": " + job("j1", "done", REFERENCE) + "}"));
    Notifications notifications = engine.notifications();

    // When it is called, as they do, more than once
    CompletableFuture<Transcription> transcription =
        CompletableFuture.supplyAsync(() -> engine.transcribe(request("en")));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              assertThat(notifications.take("Bearer ours", "j1")).isEqualTo(204);
              return transcription.isDone();
            });

    // Then
    assertThat(transcription.join().text()).isEqualTo("Flat glass.");
    SERVICE.verify(
        postRequestedFor(urlPathEqualTo("/v2/jobs"))
            .withRequestBodyPart(
                aMultipart("config")
                    .withBody(
                        equalToJson(
                            """
                            {"notification_config": [
                              {"url": "https://mneme.example/v1/speechmatics", "contents": [],
                               "auth_headers": ["Authorization: Bearer ours"]}]}
                            """,
                            true,
                            true))
                    .build()));
  }

  @Test
  void callsNobodyAtStart() {
    assertThat(SERVICE.getAllServeEvents()).isEmpty();
  }

  private static SpeechmaticsSpeech engine(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("MNEME_SPEECHMATICS_URL", SERVICE.baseUrl() + "/v2");
    environment.put("MNEME_SPEECHMATICS_KEY", "secret");
    return SpeechmaticsSpeech.from(Settings.from(environment));
  }

  private static SpeechRequest request(String language) {
    Recording second = new Recording(new float[Recording.SAMPLE_RATE]);
    return new SpeechRequest(second, language, REFERENCE, Instant.now());
  }

  private static void jobIs(String... statuses) {
    ResponseDefinitionBuilder[] answers = new ResponseDefinitionBuilder[statuses.length];
    for (int i = 0; i < statuses.length; i++) {
      answers[i] = okJson("{\"job\": " + job("j1", statuses[i], REFERENCE) + "}");
    }
    JobScript.stub(SERVICE, "j1", answers);
  }

  private static void postAnswers(ResponseDefinitionBuilder answer) {
    SERVICE.stubFor(post(urlPathEqualTo("/v2/jobs")).willReturn(answer));
  }

  private static ResponseDefinitionBuilder error(int status, String error, String detail) {
    String json =
        detail.isEmpty()
            ? "{\"code\": %d, \"error\": \"%s\"}".formatted(status, error)
            : "{\"code\": %d, \"error\": \"%s\", \"detail\": \"%s\"}"
                .formatted(status, error, detail);
    return jsonResponse(json, status);
  }

  private static RequestPatternBuilder pollsOf(String job) {
    return getRequestedFor(urlPathEqualTo("/v2/jobs/" + job)).withQueryParam("wait", equalTo("0"));
  }

  private static String job(String id, String status, String reference) {
    return """
    {"id": "%s", "status": "%s", "created_at": "%s", "data_name": "memory.wav",
     "config": {"type": "transcription", "tracking": {"reference": "%s"}},
     "errors": [{"timestamp": "2026-11-01T09:00:00Z", "message": "unsupported codec"}]}
    """
        .formatted(id, status, Instant.now(), reference);
  }
}
