// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import dev.mneme.source.deadletter.DeadLetter;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The streams of one stage, read from outside. */
final class Streams {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Connection connection;
  private final String stage;

  Streams(Connection connection, String stage) {
    this.connection = connection;
    this.stage = stage;
  }

  /** Events that are not settled. */
  long waiting() throws IOException, JetStreamApiException {
    return count(stage);
  }

  /** Ids of the events that were replied to, in the order of the replies; twice if twice stored. */
  List<String> causesOfReplies() throws Exception {
    return all(stage + "-replies").stream()
        .map(message -> String.valueOf(message.getHeaders().getFirst("ce-causationid")))
        .toList();
  }

  /** Reasons of the dead letters, by id of the event. */
  Map<String, String> deadLetters() throws Exception {
    return all(stage + "-dead").stream()
        .collect(
            Collectors.toMap(
                message -> String.valueOf(message.getHeaders().getFirst("ce-id")),
                message -> DeadLetter.of(message).reason()));
  }

  private List<Message> all(String stream) throws Exception {
    long count = count(stream);
    List<Message> messages = new ArrayList<>();
    JetStreamSubscription subscription =
        connection
            .jetStream()
            .subscribe(null, PushSubscribeOptions.builder().stream(stream).ordered(true).build());
    while (messages.size() < count) {
      Message next = subscription.nextMessage(LIMIT);
      if (next == null) {
        throw new IllegalStateException(
            stream + ": " + messages.size() + " of " + count + " messages could be read");
      }
      messages.add(next);
    }
    subscription.unsubscribe();
    return messages;
  }

  private long count(String stream) throws IOException, JetStreamApiException {
    return connection.jetStreamManagement().getStreamInfo(stream).getStreamState().getMsgCount();
  }
}
