// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.Problem;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.batch.Outcomes;
import io.cloudevents.CloudEvent;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BatchOverHttpTest {
  private static RunningFunction running;
  private static Client client;

  @BeforeAll
  static void start() {
    running =
        FunctionApplication.start(new Scripted(), Map.of("PORT", "0", "MNEME_CONCURRENCY", "4"));
    client = new Client(running.uri());
  }

  @AfterAll
  static void stop() {
    client.close();
    running.close();
  }

  @AfterEach
  void reset() {
    Scripted.reset();
  }

  @Test
  void answersOneOutcomeForEachEventInOrder() throws Exception {
    // Given
    CloudEvent[] events = {
      Events.text("1", "ada", "reply 0"),
      Events.text("2", "bob", "reply 2"),
      Events.text("3", "cyd", " "),
      Events.text("4", "dan", "later"),
      Events.text("5", "eve", "break"),
      Events.builder("6", "").build(),
    };

    // When
    HttpResponse<String> response = client.batch(events);

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue(Outcomes.MEDIA_TYPE);
    List<Outcome> outcomes = outcomes(response, events);
    assertThat(outcomes.get(0)).isEqualTo(Outcome.done());
    assertThat(((Outcome.Done) outcomes.get(1)).replies())
        .extracting(CloudEvent::getSubject)
        .containsExactly("reply-0", "reply-1");
    assertThat(((Outcome.Refused) outcomes.get(2)).problem().errors())
        .singleElement()
        .satisfies(error -> assertThat(error.field()).isEqualTo("data.text"));
    assertThat(outcomes.get(3)).isEqualTo(Outcome.later("the store is away", seconds(7)));
    assertThat(((Outcome.Later) outcomes.get(4)).problem())
        .extracting(Problem::status, Problem::title)
        .containsExactly(500, "Internal error");
    assertThat(((Outcome.Refused) outcomes.get(5)).problem().errors())
        .singleElement()
        .satisfies(error -> assertThat(error.field()).isEqualTo("userid"));
  }

  @Test
  void letsNoEventOvertakeAnEarlierOneOfItsUser() throws Exception {
    // Given
    CloudEvent[] events = {
      Events.text("a1", "ada", "reply 0"),
      Events.text("b1", "bob", "reply 0"),
      Events.text("a2", "ada", "later"),
      Events.text("b2", "bob", "reply 0"),
      Events.text("a3", "ada", "reply 0"),
      Events.text("a4", "ada", "reply 0"),
    };

    // When
    List<Outcome> outcomes = outcomes(client.batch(events), events);

    // Then
    assertThat(outcomes)
        .extracting(outcome -> outcome.getClass().getSimpleName())
        .containsExactly("Done", "Done", "Later", "Done", "Later", "Later");
    assertThat(((Outcome.Later) outcomes.get(4)).problem().detail())
        .isEqualTo("an earlier event of the same user is not done");
    assertThat(Scripted.ARRIVED).containsExactlyInAnyOrder("a1", "b1", "a2", "b2");
    assertThat(Scripted.ARRIVED.stream().filter(id -> id.startsWith("a")))
        .containsExactly("a1", "a2");
  }

  @Test
  void handlesUsersSideBySideAndNoMoreThanAllowed() throws Exception {
    // Given
    CloudEvent[] events = new CloudEvent[12];
    for (int i = 0; i < events.length; i++) {
      events[i] = Events.text("" + i, "user-" + i % 6, "wait");
    }
    CompletableFuture<HttpResponse<String>> response =
        CompletableFuture.supplyAsync(() -> unchecked(events));

    // When
    await().until(() -> Scripted.GATE.getQueueLength() == 4);

    // Then
    assertThat(Scripted.ARRIVED).hasSize(4);
    Scripted.GATE.release(events.length);
    assertThat(outcomes(response.join(), events)).hasSize(12).containsOnly(Outcome.done());
  }

  @Test
  void answersAnEmptyBatch() throws Exception {
    // When
    HttpResponse<String> response = client.batch();

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("[]");
  }

  @Test
  void namesTheElementThatCannotBeRead() throws Exception {
    // Given
    String good = new String(EventBatch.write(List.of(Events.text("1", "ada", "x"))), utf8());

    // When
    HttpResponse<String> response =
        client.post(
            EventBatch.MEDIA_TYPE,
            BodyPublishers.ofString(good.substring(0, good.length() - 1) + ",null]"));

    // Then
    EventsOverHttpTest.assertProblem(response, 400, "Unreadable event");
    assertThat(response.body()).contains("\"field\":\"body[1]\"");
    assertThat(Scripted.ARRIVED).isEmpty();
  }

  private static HttpResponse<String> unchecked(CloudEvent... events) {
    try {
      return client.batch(events);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Outcome> outcomes(HttpResponse<String> response, CloudEvent... events) {
    return Outcomes.read(response.body().getBytes(utf8()), List.of(events));
  }

  private static java.nio.charset.Charset utf8() {
    return StandardCharsets.UTF_8;
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
