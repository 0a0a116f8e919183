// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why and how an event ended without its effect. It travels as one header beside the event's own
 * headers and payload, so that a dead letter is the event and can be sent on its way again as it
 * is.
 *
 * @param route that it was on
 * @param reason such as {@code refused} or {@code attempts-exhausted}
 * @param status last HTTP status; absent where there was no answer or no request
 * @param detail begin of the last answer's body, or what was wrong
 * @param attempts requests made by the process that gave up
 * @param deliveries of the message by the server, more than one after a lost lease
 * @param first when the event was stored in its stream
 * @param last when it was given up
 * @param stream it came from
 * @param sequence its place there
 * @param subject it had there
 * @param headerBytes begin of the payload that holds the event's headers as NATS writes them, where
 *     they were too long to stand beside this one; 0 where they stand there
 */
public record DeadLetter(
    String route,
    String reason,
    @Nullable Integer status,
    String detail,
    int attempts,
    long deliveries,
    Instant first,
    Instant last,
    String stream,
    long sequence,
    String subject,
    int headerBytes) {
  /** Header that holds the record as JSON in ASCII. */
  public static final String HEADER = "Mneme-Dead-Letter";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /**
   * Reads the record of a message in the dead-letter stream.
   *
   * @throws IllegalArgumentException if the message is not a dead letter
   */
  public static DeadLetter of(Message message) {
    return of(message.getSubject(), message.getHeaders());
  }

  static DeadLetter of(String subject, @Nullable Headers headers) {
    String json = headers == null ? null : headers.getFirst(HEADER);
    if (json == null) {
      throw new IllegalArgumentException(subject + ": header " + HEADER + " is missing");
    }
    try {
      return JSON.readValue(json, DeadLetter.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          subject + ": header " + HEADER + ": " + e.getOriginalMessage(), e);
    }
  }

  DeadLetter withDetail(String other) {
    return new DeadLetter(
        route,
        reason,
        status,
        other,
        attempts,
        deliveries,
        first,
        last,
        stream,
        sequence,
        subject,
        headerBytes);
  }

  DeadLetter withHeaderBytes(int bytes) {
    return new DeadLetter(
        route,
        reason,
        status,
        detail,
        attempts,
        deliveries,
        first,
        last,
        stream,
        sequence,
        subject,
        bytes);
  }

  String json() {
    return JSON.writeValueAsString(this);
  }
}
