// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.reply;
import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.mneme.contract.EventIds;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Replies;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.source.deadletter.DeadLetter;
import io.cloudevents.CloudEvent;
import io.nats.client.Dispatcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a function's replies come to. */
class RepliesTest extends AbstractSourceTest {
  private static final String FULL =
      """
      {"error":{"code":503,"err_code":10077,"description":"maximum messages exceeded"}}\
      """;

  private static final String MESSAGE_ID = "Nats-Msg-Id";

  @Test
  void aSingleReplyIsStoredUnderAnIdThatFollowsFromIt() throws Exception {
    // Given
    CloudEvent event = Messages.text("ada", "1");
    start((asked, exchange) -> reply(exchange, classified(asked).getFirst()));

    // When
    publish(event);

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(ids()).containsExactly(EventIds.message(classified(event).getFirst()));
  }

  @Test
  void aBatchOfRepliesIsStoredInItsOrder() throws Exception {
    // Given
    CloudEvent event = Messages.text("ada", "1");
    start(RepliesTest::replyWithTwo);

    // When
    publish(event);

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(ids())
        .containsExactlyElementsOf(two(event).stream().map(EventIds::message).toList());
  }

  @Test
  void noReplyIsAnAnswerToo() throws Exception {
    // Given
    start((asked, exchange) -> status(exchange, 204, ""));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(count(REPLIES)).isZero();
    assertThat(count(DEAD)).isZero();
  }

  @Test
  void oneInvalidReplyKeepsBackItsNeighbours() throws Exception {
    // Given
    CloudEvent stray = Messages.text("ada", "stray");
    start(
        (asked, exchange) -> {
          exchange.getResponseHeaders().set("content-type", EventBatch.MEDIA_TYPE);
          status(exchange, 200, json(List.of(classified(asked).getFirst(), stray)));
        });

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("invalid-reply");
    assertThat(record.detail()).contains(EventType.TEXT_CAPTURED.type());
    assertThat(count(REPLIES)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aCrashBetweenAnyTwoStepsLeadsToTheSameFinalState(int stored) throws Exception {
    // Given a source that died with so many of the replies stored, and the event not acknowledged.
    CloudEvent event = Messages.text("ada", "1");
    publish(event);
    Publisher publisher = new Publisher(connection.jetStream(), connection::getMaxPayload);
    for (CloudEvent reply : two(event).subList(0, stored)) {
      publisher.reply(reply).get();
    }

    // When
    start(RepliesTest::replyWithTwo);

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(ids())
        .containsExactlyElementsOf(two(event).stream().map(EventIds::message).toList());
    assertThat(count(DEAD)).isZero();
  }

  @Test
  void whileItsRepliesCannotBeStoredTheFunctionIsNotAskedAgain() throws Exception {
    // Given
    management.deleteStream(REPLIES);
    AtomicInteger refusals = new AtomicInteger();
    Dispatcher full =
        connection.createDispatcher(
            message -> {
              refusals.incrementAndGet();
              connection.publish(message.getReplyTo(), FULL.getBytes(StandardCharsets.UTF_8));
            });
    full.subscribe("mneme.in.memory.>");
    start((asked, exchange) -> reply(exchange, classified(asked).getFirst()));
    publish(Messages.text("ada", "1"));
    await().until(() -> refusals.get() >= 3);

    // When
    connection.closeDispatcher(full);
    stream(REPLIES, "mneme.in.memory.*.*.*");

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(count(REPLIES)).isEqualTo(1);
    assertThat(function.asked()).hasSize(1);
  }

  private List<String> ids() throws Exception {
    List<String> ids = new ArrayList<>();
    for (long sequence = 1; sequence <= count(REPLIES); sequence++) {
      ids.add(management.getMessage(REPLIES, sequence).getHeaders().getFirst(MESSAGE_ID));
    }
    return ids;
  }

  private static void replyWithTwo(CloudEvent asked, HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("content-type", EventBatch.MEDIA_TYPE);
    status(exchange, 200, json(two(asked)));
  }

  private static List<CloudEvent> two(CloudEvent cause) {
    return Replies.of("classify", cause)
        .add(EventType.MEMORY_CLASSIFIED, "memory-a", data())
        .add(EventType.MEMORY_CLASSIFIED, "memory-b", data())
        .list();
  }

  private static String json(List<CloudEvent> events) {
    return new String(EventBatch.write(events), StandardCharsets.UTF_8);
  }
}
