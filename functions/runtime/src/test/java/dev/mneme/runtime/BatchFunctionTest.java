// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Replies;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.batch.Outcomes;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;

class BatchFunctionTest {
  /** Answers each event with how many came together. */
  static final class Counting implements BeanRegistrar {
    @Override
    public void register(BeanRegistry beans, Environment environment) {
      beans.registerBean(
          "count",
          new ParameterizedTypeReference<Function<List<CloudEvent>, List<Outcome>>>() {},
          bean -> bean.supplier(with -> Counting::count));
    }

    private static List<Outcome> count(List<CloudEvent> events) {
      String first = EventData.read(events.getFirst(), TextCaptured::read).text();
      return switch (first) {
        case "later" -> throw new TryLaterException("no GPU yet", Duration.ofSeconds(30));
        case "short" -> List.of();
        default -> events.stream().map(event -> counted(event, events.size())).toList();
      };
    }

    private static Outcome counted(CloudEvent event, int count) {
      return new Outcome.Done(
          Replies.of("count", event)
              .add(EventType.TEXT_CAPTURED, "m", new TextCaptured("" + count, null, null))
              .list());
    }
  }

  private static RunningFunction running;
  private static Client client;

  @BeforeAll
  static void start() {
    running = FunctionApplication.start(new Counting(), Map.of("PORT", "0"));
    client = new Client(running.uri());
  }

  @AfterAll
  static void stop() {
    client.close();
    running.close();
  }

  @Test
  void takesASingleEventAsABatchOfOne() throws Exception {
    // When
    HttpResponse<String> response = client.binary(Events.text("1", "ada", "x"));

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("ce-causationid")).hasValue("1");
    assertThat(response.body()).isEqualTo("{\"text\":\"1\"}");
  }

  @Test
  void takesTheValidEventsOfABatchTogether() throws Exception {
    // Given
    CloudEvent[] events = {
      Events.text("1", "ada", "x"), Events.builder("2", "").build(), Events.text("3", "ada", "x")
    };

    // When
    List<Outcome> outcomes = outcomes(client.batch(events), events);

    // Then
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Refused.class);
    assertThat(List.of(outcomes.get(0), outcomes.get(2)))
        .allSatisfy(
            outcome -> {
              CloudEvent reply = ((Outcome.Done) outcome).replies().getFirst();
              assertThat(EventData.read(reply, TextCaptured::read).text()).isEqualTo("2");
            });
  }

  @Test
  void sharesAFailureAmongAllEvents() throws Exception {
    // Given
    CloudEvent[] events = {Events.text("1", "ada", "later"), Events.text("2", "bob", "x")};

    // When
    List<Outcome> outcomes = outcomes(client.batch(events), events);

    // Then
    assertThat(outcomes)
        .hasSize(2)
        .containsOnly(Outcome.later("no GPU yet", Duration.ofSeconds(30)));
  }

  @Test
  void holdsTheFunctionToOneOutcomeForEachEvent() throws Exception {
    // When
    HttpResponse<String> response = client.binary(Events.text("1", "ada", "short"));

    // Then
    EventsOverHttpTest.assertProblem(response, 500, "Internal error");
  }

  private static List<Outcome> outcomes(HttpResponse<String> response, CloudEvent... events) {
    return Outcomes.read(response.body().getBytes(StandardCharsets.UTF_8), List.of(events));
  }
}
