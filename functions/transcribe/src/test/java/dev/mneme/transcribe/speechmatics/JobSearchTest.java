// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobSearchTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Instant FIRST_PAGE = NOW.plus(Duration.ofMinutes(5));

  @RegisterExtension
  static final WireMockExtension SERVICE =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort())
          .build();

  private JobSearch search;

  @BeforeEach
  void start() {
    SERVICE.stubFor(any(anyUrl()).atPriority(10).willReturn(serverError()));
    search =
        new JobSearch(
            new SpeechmaticsApi(URI.create(SERVICE.baseUrl()), "secret"),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void readsOnWhileThereIsMoreAndItIsNotTooOld() {
    // Given two full pages and the job on the third
    page(FIRST_PAGE, hundredJobs(NOW));
    page(NOW.minusSeconds(99), hundredJobs(NOW.minusSeconds(100)));
    page(
        NOW.minusSeconds(199), List.of(job("wanted", "running", "event-1", NOW.minusSeconds(300))));

    // When
    Optional<Job> found = search.find("event-1", NOW.minusSeconds(400));

    // Then
    assertThat(found).map(Job::id).contains("wanted");
  }

  @Test
  void stopsWhereJobsAreOlderThanTheRecording() {
    // Given a full page that goes back beyond the capture
    page(FIRST_PAGE, hundredJobs(NOW.minus(Duration.ofMinutes(10))));

    // When
    Optional<Job> found = search.find("event-1", NOW);

    // Then
    assertThat(found).isEmpty();
    SERVICE.verify(1, getRequestedFor(urlPathEqualTo("/jobs")));
  }

  @Test
  void prefersTheFirstOfTwoJobsForOneEvent() {
    // Given
    page(
        FIRST_PAGE,
        List.of(
            job("second", "running", "event-1", NOW),
            job("first", "running", "event-1", NOW.minusSeconds(5)),
            job("zeroth", "expired", "event-1", NOW.minusSeconds(9))));

    // When / Then
    assertThat(search.find("event-1", NOW)).map(Job::id).contains("first");
  }

  @Test
  void findsNothingInAnEmptyAccount() {
    // Given
    page(FIRST_PAGE, List.of());

    // When / Then
    assertThat(search.find("event-1", NOW)).isEmpty();
  }

  @Test
  void readsTheTrackingOfAnAppliance() {
    // Given a job whose tracking lies beside its config
    page(
        FIRST_PAGE,
        List.of(
            """
            {"id": "j1", "status": "done", "created_at": "2026-11-01T11:59:59.123456Z",
             "tracking": {"reference": "event-1"}}
            """));

    // When / Then
    assertThat(search.find("event-1", NOW)).map(Job::id).contains("j1");
  }

  private static void page(Instant before, List<String> jobs) {
    SERVICE.stubFor(
        get(urlPathEqualTo("/jobs"))
            .withQueryParam("limit", equalTo("100"))
            .withQueryParam("created_before", equalTo(before.toString()))
            .willReturn(okJson("{\"jobs\": [" + String.join(",", jobs) + "]}")));
  }

  private static List<String> hundredJobs(Instant newest) {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      jobs.add(job("j" + i, "done", "other", newest.minusSeconds(i)));
    }
    return jobs;
  }

  private static String job(String id, String status, String reference, Instant createdAt) {
    return """
    {"id": "%s", "status": "%s", "created_at": "%s",
     "config": {"tracking": {"reference": "%s"}}}
    """
        .formatted(id, status, createdAt, reference);
  }
}
