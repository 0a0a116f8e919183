// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PullSubscribeOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Groups of acknowledgements, as a real server takes them. */
class AcknowledgerTest extends AbstractSourceTest {
  private static final int MANY = 300;

  @Test
  void oneConfirmationIsEnoughForAGroup() throws Exception {
    // Given
    List<Message> messages = pulled(MANY);
    Acknowledger acknowledger = acknowledger(connection);

    // When
    List<CompletableFuture<Void>> all = acknowledge(acknowledger, messages);

    // Then
    all.forEach(CompletableFuture::join);
    assertThat(count(STREAM)).isZero();
    assertThat(management.getConsumerInfo(STREAM, "classify").getNumAckPending()).isZero();
  }

  @Test
  void whatIsNotConfirmedFails() throws Exception {
    // Given
    List<Message> messages = pulled(3);
    management.deleteConsumer(STREAM, "classify");

    // When
    List<CompletableFuture<Void>> all = acknowledge(acknowledger(connection), messages);

    // Then
    await().until(() -> all.stream().allMatch(CompletableFuture::isCompletedExceptionally));
    assertThat(count(STREAM)).isEqualTo(3);
  }

  @Test
  void aLostConnectionFailsTheWholeGroup() throws Exception {
    // Given
    List<Message> messages = pulled(3);
    Connection lost = Nats.connect(server.url());
    lost.close();

    // When
    List<CompletableFuture<Void>> all = acknowledge(acknowledger(lost), messages);

    // Then
    await().until(() -> all.stream().allMatch(CompletableFuture::isCompletedExceptionally));
    assertThat(count(STREAM)).isEqualTo(3);
  }

  @Test
  void whatTheServerHasTakenAlreadyIsConfirmedBelatedly() throws Exception {
    // Given
    List<Message> messages = pulled(3);
    messages.forEach(Message::ack);
    await().untilAsserted(() -> assertThat(count(STREAM)).isZero());

    // When
    List<CompletableFuture<Void>> all = acknowledge(acknowledger(connection), messages);

    // Then
    await().until(() -> all.stream().allMatch(CompletableFuture::isDone));
    assertThat(all).noneMatch(CompletableFuture::isCompletedExceptionally);
  }

  private Acknowledger acknowledger(Connection over) {
    return new Acknowledger(over, new LostConfirmation(management, STREAM, "classify"), "classify");
  }

  private static List<CompletableFuture<Void>> acknowledge(
      Acknowledger acknowledger, List<Message> messages) {
    return messages.stream()
        .map(message -> acknowledger.acknowledge(new Delivery(message)))
        .toList();
  }

  private List<Message> pulled(int count) throws Exception {
    IntStream.range(0, count).forEach(i -> publish(Messages.text("ada", "" + i)));
    JetStreamSubscription subscription =
        connection.jetStream().subscribe(null, PullSubscribeOptions.bind(STREAM, "classify"));
    List<Message> messages = subscription.fetch(count, Duration.ofSeconds(10));
    assertThat(messages).hasSize(count);
    return messages;
  }
}
