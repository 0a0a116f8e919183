// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import dev.mneme.contract.settings.Settings;
import dev.mneme.transcribe.speech.Recording;
import dev.mneme.transcribe.speech.SpeechRequest;
import dev.mneme.transcribe.speech.Transcription;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Speechmatics, played by WireMock, and our engine that talks to it; anew for each test. */
final class PlayedSpeechmatics extends WireMockExtension {
  static final String REFERENCE = "event-1";
  static final String TRANSCRIPT =
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

  private @Nullable SpeechmaticsSpeech engine;

  PlayedSpeechmatics() {
    super(extensionOptions().options(WireMockConfiguration.options().dynamicPort()));
  }

  @Override
  protected void onBeforeEach(WireMockRuntimeInfo server) {
    engine = engine(Map.of());
    stubFor(get(urlPathEqualTo("/v2/jobs")).willReturn(okJson("{\"jobs\": []}")));
    stubFor(post(urlPathEqualTo("/v2/jobs")).willReturn(jsonResponse("{\"id\": \"j1\"}", 201)));
    stubFor(
        get(urlPathEqualTo("/v2/jobs/j1/transcript"))
            .withQueryParam("format", equalTo("json-v2"))
            .withQueryParam("wait", equalTo("0"))
            .willReturn(okJson(TRANSCRIPT)));
  }

  @Override
  protected void onAfterEach(WireMockRuntimeInfo server) {
    Objects.requireNonNull(engine).close();
  }

  /** Replaces the engine by one with more settings. */
  void restart(Map<String, String> more) {
    Objects.requireNonNull(engine).close();
    engine = engine(more);
  }

  Transcription transcribe(SpeechRequest request) {
    return Objects.requireNonNull(engine).transcribe(request);
  }

  Notifications notifications() {
    return Objects.requireNonNull(engine).notifications();
  }

  /** What job j1 is said to be, call by call. */
  void jobIs(String... statuses) {
    ResponseDefinitionBuilder[] answers = new ResponseDefinitionBuilder[statuses.length];
    for (int i = 0; i < statuses.length; i++) {
      answers[i] = okJson("{\"job\": " + job("j1", statuses[i], REFERENCE) + "}");
    }
    JobScript.stub(this, "j1", answers);
  }

  /** What whoever submits a job is answered. */
  void postAnswers(ResponseDefinitionBuilder answer) {
    stubFor(post(urlPathEqualTo("/v2/jobs")).willReturn(answer));
  }

  static ResponseDefinitionBuilder error(int status, String error, String detail) {
    String json =
        detail.isEmpty()
            ? "{\"code\": %d, \"error\": \"%s\"}".formatted(status, error)
            : "{\"code\": %d, \"error\": \"%s\", \"detail\": \"%s\"}"
                .formatted(status, error, detail);
    return jsonResponse(json, status);
  }

  static RequestPatternBuilder pollsOf(String job) {
    return getRequestedFor(urlPathEqualTo("/v2/jobs/" + job)).withQueryParam("wait", equalTo("0"));
  }

  static String job(String id, String status, String reference) {
    return """
    {"id": "%s", "status": "%s", "created_at": "%s", "data_name": "memory.wav",
     "config": {"type": "transcription", "tracking": {"reference": "%s"}},
     "errors": [{"timestamp": "2026-11-01T09:00:00Z", "message": "unsupported codec"}]}
    """
        .formatted(id, status, Instant.now(), reference);
  }

  /** A second of silence. */
  static SpeechRequest request(String language) {
    Recording second = new Recording(new float[Recording.SAMPLE_RATE]);
    return new SpeechRequest(second, language, REFERENCE, Instant.now());
  }

  private SpeechmaticsSpeech engine(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("MNEME_SPEECHMATICS_URL", baseUrl() + "/v2");
    environment.put("MNEME_SPEECHMATICS_KEY", "secret");
    return SpeechmaticsSpeech.from(Settings.from(environment));
  }
}
