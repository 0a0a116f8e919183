// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.data.Word;
import dev.mneme.transcribe.speech.Transcription;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A job is submitted once, waited for and read; against the protocol as Speechmatics documents it.
 */
class SpeechmaticsSpeechTest {
  @RegisterExtension static final PlayedSpeechmatics SERVICE = new PlayedSpeechmatics();

  @Test
  void submitsPollsAndReads() {
    // Given
    SERVICE.jobIs("running", "running", "done");

    // When
    Transcription transcription = SERVICE.transcribe(PlayedSpeechmatics.request("en-GB"));

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
    SERVICE.verify(3, PlayedSpeechmatics.pollsOf("j1"));
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
                            PlayedSpeechmatics.job("other", "done", "event-2"),
                            PlayedSpeechmatics.job("j1", status, PlayedSpeechmatics.REFERENCE)))));
    SERVICE.jobIs("done");

    // When
    Transcription transcription = SERVICE.transcribe(PlayedSpeechmatics.request("en"));

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
            .willReturn(
                okJson(
                    "{\"jobs\": [%s]}"
                        .formatted(
                            PlayedSpeechmatics.job("j0", status, PlayedSpeechmatics.REFERENCE)))));
    SERVICE.jobIs("done");

    // When
    SERVICE.transcribe(PlayedSpeechmatics.request("en"));

    // Then
    SERVICE.verify(1, postRequestedFor(urlPathEqualTo("/v2/jobs")));
  }

  @Test
  void waitsForATranscriptThatIsNotReadyWithItsJob() {
    // Given
    SERVICE.jobIs("done");
    JobScript.stubTranscript(
        SERVICE,
        "j1",
        PlayedSpeechmatics.error(404, "Transcription not ready", ""),
        okJson(PlayedSpeechmatics.TRANSCRIPT));

    // When / Then
    assertThat(SERVICE.transcribe(PlayedSpeechmatics.request("en")).text())
        .isEqualTo("Flat glass.");
  }

  @Test
  void leavesALongJobToTheNextDelivery() {
    // Given
    SERVICE.restart(Map.of("MNEME_SPEECHMATICS_DEADLINE", "PT1S"));
    SERVICE.jobIs("running");

    // When / Then
    assertThatThrownBy(() -> SERVICE.transcribe(PlayedSpeechmatics.request("en")))
        .isInstanceOf(TryLaterException.class)
        .hasMessageContaining("job j1 is still running after PT1S");
  }

  @Test
  void theWebhookEndsTheWaitBeforeThePoll() {
    // Given a service that asks for a pause of an hour, and then is done
    SERVICE.restart(
        Map.of(
            "MNEME_SPEECHMATICS_WEBHOOK_URL", "https://mneme.example/v1/speechmatics",
            "MNEME_SPEECHMATICS_WEBHOOK_TOKEN", "ours",
            "MNEME_SPEECHMATICS_DEADLINE", "PT1H"));
    JobScript.stub(
        SERVICE,
        "j1",
        PlayedSpeechmatics.error(429, "slow down", "").withHeader("Retry-After", "3600"),
        okJson(
            "{\"job\": "
                + PlayedSpeechmatics.job("j1", "done", PlayedSpeechmatics.REFERENCE)
                + "}"));
    Notifications notifications = SERVICE.notifications();

    // When it is called, as they do, more than once
    CompletableFuture<Transcription> transcription =
        CompletableFuture.supplyAsync(() -> SERVICE.transcribe(PlayedSpeechmatics.request("en")));
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
}
