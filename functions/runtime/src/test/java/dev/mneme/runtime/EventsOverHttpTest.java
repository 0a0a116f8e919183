// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventIds;
import dev.mneme.contract.Problem;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsOverHttpTest {
  private static RunningFunction running;
  private static Client client;

  @BeforeAll
  static void start() {
    running = FunctionApplication.start(new Scripted(), Map.of("PORT", "0"));
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
  void answersNoReplyWithNoContent() throws Exception {
    // When
    HttpResponse<String> response = client.binary(Events.text("1", "ada", "reply 0"));

    // Then
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
    assertThat(Scripted.ARRIVED).containsExactly("1");
  }

  @Test
  void answersOneReplyInBinaryMode() throws Exception {
    // Given
    CloudEvent event = Events.text("1", "ada", "reply 1");

    // When
    HttpResponse<String> response = client.binary(event);

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(response.headers().firstValue("ce-id"))
        .hasValue(EventIds.reply("scripted", event, 0));
    assertThat(response.headers().firstValue("ce-causationid")).hasValue("1");
    assertThat(response.body()).isEqualTo("{\"text\":\"again\"}");
  }

  @Test
  void answersSeveralRepliesAsABatch() throws Exception {
    // When
    HttpResponse<String> response = client.structured(Events.text("1", "ada", "reply 3"));

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue(EventBatch.MEDIA_TYPE);
    List<CloudEvent> replies = EventBatch.read(response.body().getBytes(StandardCharsets.UTF_8));
    assertThat(replies)
        .extracting(CloudEvent::getSubject)
        .containsExactly("reply-0", "reply-1", "reply-2");
    assertThat(EventData.read(replies.getFirst(), TextCaptured::read).text()).isEqualTo("again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zoë", "名前", "a.b*c>d", "100% \"sure\"", "🦉"})
  void carriesAnyUserThroughHeadersAndBack(String user) throws Exception {
    // When
    HttpResponse<String> response = client.binary(Events.text("1", user, "reply 1"));

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    String header = response.headers().firstValue("ce-userid").orElseThrow();
    assertThat(header).isPrintable().isASCII();
    assertThat(dev.mneme.contract.HeaderValues.decode("ce-userid", header)).isEqualTo(user);
  }

  @Test
  void refusesAnInvalidEventWithItsFields() throws Exception {
    // Given
    CloudEvent event =
        Events.builder("1", "ada\n")
            .withTime(OffsetDateTime.parse("2026-03-01T10:00:00Z"))
            .withData("application/json", "{}".getBytes(StandardCharsets.UTF_8))
            .build();

    // When
    HttpResponse<String> response = client.structured(event);

    // Then
    assertProblem(response, 422, "Invalid event");
    assertThat(response.body())
        .contains("\"field\":\"userid\"", "\"value\":\"\\\"ada\\\\u000a\\\"\"");
    assertThat(Scripted.ARRIVED).isEmpty();
  }

  @Test
  void refusesDataThatTheFunctionCannotTake() throws Exception {
    // When
    HttpResponse<String> response = client.binary(Events.text("1", "ada", " "));

    // Then
    assertProblem(response, 422, "Invalid event");
    assertThat(response.body()).contains("\"field\":\"data.text\"");
  }

  @Test
  void refusesAClockFarInTheFuture() throws Exception {
    // Given
    CloudEvent event =
        Events.builder("1", "ada").withTime(OffsetDateTime.now().plusYears(1)).build();

    // When
    HttpResponse<String> response = client.binary(event);

    // Then
    assertProblem(response, 422, "Invalid event");
    assertThat(response.body()).contains("\"field\":\"time\"");
  }

  @Test
  void asksToTryLater() throws Exception {
    // When
    HttpResponse<String> response = client.binary(Events.text("1", "ada", "later"));

    // Then
    assertProblem(response, 503, "Try later");
    assertThat(response.headers().firstValue("retry-after")).hasValue("7");
    assertThat(response.body()).contains("the store is away");
  }

  @ParameterizedTest
  @ValueSource(strings = {"break", "lose"})
  void keepsWhatBrokeToItself(String script) throws Exception {
    // When
    HttpResponse<String> response = client.binary(Events.text("1", "ada", script));

    // Then
    assertProblem(response, 500, "Internal error");
    assertThat(response.body()).doesNotContain("secret", "Exception", "dev.mneme.");
    assertThat(response.headers().firstValue("retry-after")).isEmpty();
  }

  @Test
  void refusesAnUnknownMediaType() throws Exception {
    // When
    HttpResponse<String> response =
        client.post("application/json", BodyPublishers.ofString("{\"text\":\"hi\"}"));

    // Then
    assertProblem(response, 415, "Unsupported media type");
    assertThat(response.body()).contains("application/cloudevents-batch+json");
  }

  @Test
  void refusesCloudEventsInAnotherFormat() throws Exception {
    // When
    HttpResponse<String> response =
        client.post("application/cloudevents+xml", BodyPublishers.ofString("<event/>"));

    // Then
    assertProblem(response, 415, "Unsupported media type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"specversion\":\"1.0\"}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/t\"}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"::\",\"type\":\"t\"}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/t\",\"type\":\"t\",\"time\":\"noon\"}",
        "{\"specversion\":\"7\",\"id\":\"1\",\"source\":\"/t\",\"type\":\"t\"}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/t\",\"type\":\"t\",\"data_base64\":\"*\"}"
      })
  void refusesWhatCannotBeRead(String body) throws Exception {
    // When
    HttpResponse<String> response =
        client.post("application/cloudevents+json", BodyPublishers.ofString(body));

    // Then
    assertProblem(response, 400, "Unreadable event");
  }

  @Test
  void refusesBinaryModeWithoutAnId() throws Exception {
    // When
    HttpResponse<String> response =
        client.send(
            client
                .request("")
                .header("ce-specversion", "1.0")
                .header("ce-source", "/test")
                .header("ce-type", "t")
                .POST(BodyPublishers.noBody())
                .build());

    // Then
    assertProblem(response, 400, "Unreadable event");
    assertThat(response.body()).contains("id");
  }

  @Test
  void refusesBrokenPercentEncoding() throws Exception {
    // When
    HttpResponse<String> response =
        client.send(
            client
                .request("")
                .header("ce-specversion", "1.0")
                .header("ce-id", "50%")
                .POST(BodyPublishers.noBody())
                .build());

    // Then
    assertProblem(response, 400, "Unreadable event");
    assertThat(response.body()).contains("\"field\":\"ce-id\"", "two hexadecimal digits");
  }

  @Test
  void refusesAnOldSpecVersion() throws Exception {
    // When
    HttpResponse<String> response =
        client.send(
            client
                .request("")
                .header("ce-specversion", "0.3")
                .header("ce-id", "1")
                .header("ce-source", "/test")
                .header("ce-type", "t")
                .POST(BodyPublishers.noBody())
                .build());

    // Then
    assertProblem(response, 422, "Invalid event");
    assertThat(response.body()).contains("\"field\":\"specversion\"");
  }

  @Test
  void refusesAnUnknownType() throws Exception {
    // When
    HttpResponse<String> response =
        client.structured(Events.builder("1", "ada").withType("dev.mneme.dream.had.v1").build());

    // Then
    assertProblem(response, 422, "Invalid event");
    assertThat(response.body()).contains("dev.mneme.dream.had.v1", "dev.mneme.text.captured.v1");
  }

  static void assertProblem(HttpResponse<String> response, int status, String title) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).hasValue(Problem.MEDIA_TYPE);
    assertThat(response.body())
        .contains("\"title\":\"" + title + "\"", "\"status\":" + status, "\"detail\":\"");
  }
}
