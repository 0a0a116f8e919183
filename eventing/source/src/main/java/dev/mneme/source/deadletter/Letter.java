// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

import dev.mneme.binding.NatsMessageFactory;
import io.cloudevents.CloudEvent;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.support.IncomingHeadersProcessor;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One dead letter as it lies in its stream.
 *
 * @param sequence its own place in the dead-letter stream
 * @param lane tenant and user as tokens of a subject, with a dot between
 * @param record of its end
 * @param headers of the original message, without those that the server adds
 * @param data of the original message
 */
public record Letter(long sequence, String lane, DeadLetter record, Headers headers, byte[] data) {
  private static final String SERVER_HEADERS = "Nats-";
  private static final int TOKENS_BEFORE_LANE = 3;

  /**
   * Reads a message of the dead-letter stream.
   *
   * @throws IllegalArgumentException if it is not a dead letter
   */
  static Letter of(Message message) {
    DeadLetter record = DeadLetter.of(message);
    byte[] payload = Objects.requireNonNullElse(message.getData(), new byte[0]);
    int inside = record.headerBytes();
    Headers headers =
        inside > 0
            ? new IncomingHeadersProcessor(Arrays.copyOf(payload, inside)).getHeaders()
            : original(message.getHeaders());
    return new Letter(
        message.metaData().streamSequence(),
        message.getSubject().split("\\.", TOKENS_BEFORE_LANE + 1)[TOKENS_BEFORE_LANE],
        record,
        headers,
        Arrays.copyOfRange(payload, inside, payload.length));
  }

  /** The event; empty where there is none in the message. */
  public Optional<CloudEvent> event() {
    try {
      return Optional.of(NatsMessageFactory.createReader(headers, data).toEvent());
    } catch (RuntimeException e) {
      // The SDK has no one exception for what it cannot read.
      return Optional.empty();
    }
  }

  private static Headers original(@Nullable Headers headers) {
    Headers original = new Headers(headers);
    original.remove(DeadLetter.HEADER);
    original.keySet().stream()
        .filter(name -> name.startsWith(SERVER_HEADERS))
        .toList()
        .forEach(original::remove);
    return original;
  }
}
