// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.reply;
import static dev.mneme.source.ScriptedFunction.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventType;
import dev.mneme.contract.Replies;
import dev.mneme.contract.UserKey;
import dev.mneme.source.deadletter.DeadLetter;
import io.cloudevents.CloudEvent;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Every way in which an event ends without its effect. */
class DeadLetterTest extends AbstractSourceTest {
  @Test
  void aTerminalStatusMakesADeadLetterWithTheWholeEvent() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 422, "text: expected text, found nothing"));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    Message dead = deadLetter();
    DeadLetter record = DeadLetter.of(dead);
    assertThat(record.reason()).isEqualTo("refused");
    assertThat(record.status()).isEqualTo(422);
    assertThat(record.detail()).isEqualTo("text: expected text, found nothing");
    assertThat(record.attempts()).isEqualTo(1);
    assertThat(record.route()).isEqualTo("classify");
    assertThat(dead.getSubject()).isEqualTo("mneme.deadletter.classify.acme.ada");
    assertThat(dead.getHeaders().getFirst("ce-id")).isEqualTo("1");
    assertThat(new String(dead.getData(), StandardCharsets.UTF_8)).contains("\"text\"");
    assertThat(count(STREAM)).isZero();
  }

  @Test
  void usedUpAttemptsMakeADeadLetter() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 500, "broken"));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("attempts-exhausted");
    assertThat(record.attempts()).isEqualTo(4);
    assertThat(record.detail()).isEqualTo("broken");
  }

  @Test
  void aMessageThatIsNoEventMakesADeadLetter() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 204, ""));

    // When
    connection.jetStream().publish("mneme.in.text.captured.acme.ada", new byte[] {0, 1, 2});

    // Then
    assertThat(DeadLetter.of(deadLetter()).reason()).isEqualTo("undecodable");
    assertThat(function.asked()).isEmpty();
  }

  @Test
  void anEventOfAnotherTypeMakesADeadLetter() throws Exception {
    // Given
    start((event, exchange) -> status(exchange, 204, ""));
    CloudEvent event = Messages.text("ada", "1");
    Headers headers = new Headers(Messages.publishable(event).getHeaders());
    headers.put("ce-type", "com.example.other");

    // When
    connection
        .jetStream()
        .publish(
            NatsMessage.builder()
                .subject("mneme.in.text.captured.acme.ada")
                .headers(headers)
                .build());

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("invalid-event");
    assertThat(record.detail()).contains("type").contains("com.example.other");
  }

  @Test
  void aReplyAboutAnotherUserIsRefused() throws Exception {
    // Given
    start(
        (event, exchange) ->
            reply(
                exchange,
                Replies.of("classify", event)
                    .add(EventType.MEMORY_CLASSIFIED, new UserKey("acme", "ben"), "m", data())
                    .list()
                    .getFirst()));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    DeadLetter record = DeadLetter.of(deadLetter());
    assertThat(record.reason()).isEqualTo("invalid-reply");
    assertThat(record.detail()).contains("acme/ben").contains("acme/ada");
    assertThat(count(REPLIES)).isZero();
  }
}
