// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static dev.mneme.source.ScriptedFunction.after;
import static dev.mneme.source.ScriptedFunction.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.UserKey;
import io.cloudevents.CloudEvent;
import io.nats.client.Message;
import io.nats.client.api.MessageInfo;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to events that functions take, sooner or later. */
class SourceTest extends AbstractSourceTest {
  @Test
  void storesTheRepliesThenAcknowledges() throws Exception {
    // Given
    start((event, exchange) -> reply(exchange, classified(event).getFirst()));

    // When
    publish(Messages.text("ada", "1"));

    // Then
    await().untilAsserted(() -> assertThat(count(REPLIES)).isEqualTo(1));
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    MessageInfo stored = management.getMessage(REPLIES, 1);
    assertThat(stored.getSubject()).isEqualTo("mneme.in.memory.classified.acme.ada");
    assertThat(stored.getHeaders().getFirst("ce-causationid")).isEqualTo("1");
  }

  @Test
  void theSameEventTwiceHasOneReply() throws Exception {
    // Given
    start((event, exchange) -> reply(exchange, classified(event).getFirst()));
    CloudEvent event = Messages.text("ada", "1");

    // When
    publish(event);
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    Message again = Messages.publishable(event);
    again.getHeaders().remove("Nats-Msg-Id");
    connection.jetStream().publish(again);

    // Then
    await().untilAsserted(() -> assertThat(function.asked()).hasSize(2));
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(count(REPLIES)).isEqualTo(1);
  }

  @Test
  void stoppingGivesBackWhatWasNotBegun() throws Exception {
    // Given
    CountDownLatch finish = new CountDownLatch(1);
    start(after(finish));
    IntStream.rangeClosed(1, 10).forEach(i -> publish(Messages.text("ada", "" + i)));
    await().until(() -> function.asked().size() == 1);
    await().until(() -> management.getConsumerInfo(STREAM, "classify").getNumAckPending() == 10);

    // When
    finish.countDown();
    assertThat(sources.pop().stop(Duration.ofSeconds(5))).isTrue();
    startSource();

    // Then
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());
    assertThat(function.asked())
        .extracting(e -> Integer.parseInt(e.getId()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
  }

  @Test
  void carriesIdsOfAnyScriptInHeaders() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "мария %41 \"x\"");
    start(
        (event, exchange) -> {
          reply(exchange, classified(event).getFirst());
        });

    // When
    publish(Messages.text(owner, "1"));

    // Then
    await().untilAsserted(() -> assertThat(count(REPLIES)).isEqualTo(1));
    assertThat(UserKey.of(function.asked().getFirst())).isEqualTo(owner);
    assertThat(management.getMessage(REPLIES, 1).getSubject())
        .endsWith("." + owner.tenantToken() + "." + owner.userToken());
  }
}
