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
 * @param readable whether the original's headers are headers as NATS has them; where they are not,
 *     they lie in front of its data, and it cannot be published again
 * @param headers of the original message, without those that the server adds
 * @param data of the original message
 */
public record Letter(
    long sequence, String lane, DeadLetter record, boolean readable, Headers headers, byte[] data) {
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
    long sequence = message.metaData().streamSequence();
    String lane = message.getSubject().split("\\.", TOKENS_BEFORE_LANE + 1)[TOKENS_BEFORE_LANE];
    int inside = Math.clamp(record.headerBytes(), 0, payload.length);
    if (inside == 0) {
      return new Letter(sequence, lane, record, true, original(message.getHeaders()), payload);
    }
    try {
      Headers headers = new IncomingHeadersProcessor(Arrays.copyOf(payload, inside)).getHeaders();
      return new Letter(
          sequence,
          lane,
          record,
          true,
          headers,
          Arrays.copyOfRange(payload, inside, payload.length));
    } catch (IllegalArgumentException e) {
      return new Letter(sequence, lane, record, false, new Headers(), payload);
    }
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
