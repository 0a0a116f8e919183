// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose fault trouble is: the audio's, and then it ends the event; or not, and then it waits. */
class SpeechmaticsTroubleTest {
  @RegisterExtension static final PlayedSpeechmatics SERVICE = new PlayedSpeechmatics();

  @Test
  void aRejectedJobIsTheEndOfItsAudio() {
    // Given
    SERVICE.jobIs("rejected");

    // When / Then
    assertThatThrownBy(() -> SERVICE.transcribe(PlayedSpeechmatics.request("en")))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("data: expected audio that can be transcribed")
        .hasMessageContaining("unsupported codec");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleted", "expired"})
  void aJobThatGoesMissingIsTriedAgainLater(String status) {
    // Given
    SERVICE.jobIs("running", status);

    // When / Then
    assertThatThrownBy(() -> SERVICE.transcribe(PlayedSpeechmatics.request("en")))
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
    SERVICE.postAnswers(PlayedSpeechmatics.error(status, error, detail));

    // When / Then
    assertThatThrownBy(() -> SERVICE.transcribe(PlayedSpeechmatics.request("en")))
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
    SERVICE.postAnswers(PlayedSpeechmatics.error(status, error, ""));

    // When / Then
    assertThatThrownBy(() -> SERVICE.transcribe(PlayedSpeechmatics.request("en")))
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
    SERVICE.postAnswers(
        PlayedSpeechmatics.error(429, "Rate limited", "").withHeader("Retry-After", "77"));

    // When / Then
    assertThatThrownBy(() -> SERVICE.transcribe(PlayedSpeechmatics.request("en")))
        .isInstanceOfSatisfying(
            TryLaterException.class,
            later -> assertThat(later.retryAfter()).isEqualTo(Duration.ofSeconds(77)));
  }

  @Test
  void showsTheStartOfAnErrorPage() {
    // Given the gateway in front of the service, which speaks HTML
    SERVICE.postAnswers(
        aResponse().withStatus(401).withBody("<html><title>401 Authorization Required</title>"));

    // When / Then
    assertThatThrownBy(() -> SERVICE.transcribe(PlayedSpeechmatics.request("en")))
        .isInstanceOf(TryLaterException.class)
        .hasMessageContaining("401 Authorization Required");
  }

  @Test
  void aLostAnswerIsNotFollowedByASecondJob() {
    // Given a connection that breaks after the job may have been made
    SERVICE.postAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    // When / Then
    assertThatThrownBy(() -> SERVICE.transcribe(PlayedSpeechmatics.request("en")))
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
        okJson(
            "{\"job\": "
                + PlayedSpeechmatics.job("j1", "running", PlayedSpeechmatics.REFERENCE)
                + "}"),
        PlayedSpeechmatics.error(status, "for a moment", "").withHeader("Retry-After", "0"),
        okJson(
            "{\"job\": "
                + PlayedSpeechmatics.job("j1", "done", PlayedSpeechmatics.REFERENCE)
                + "}"));

    // When / Then
    assertThat(SERVICE.transcribe(PlayedSpeechmatics.request("en")).text())
        .isEqualTo("Flat glass.");
  }
}
