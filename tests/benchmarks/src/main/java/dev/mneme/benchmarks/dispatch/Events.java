// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.benchmarks.http.NoOpFunction;
import dev.mneme.binding.NatsMessageFactory;
import dev.mneme.contract.EventType;
import dev.mneme.contract.HeaderValues;
import dev.mneme.contract.Subjects;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.http.HttpMessageFactory;
import io.nats.client.Message;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;

/** Events of 1 KiB, as messages and as requests. */
final class Events {
  private static final int SIZE = 1_024;
  private static final String BEGIN = "{\"text\":\"";
  private static final byte[] DATA =
      (BEGIN + "m".repeat(SIZE - BEGIN.length() - 2) + "\"}").getBytes(StandardCharsets.UTF_8);
  private static final URI SOURCE = URI.create("/benchmark");
  private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-03-01T08:00:00Z");
  private static final AtomicLong IDS = new AtomicLong();
  private static final String TENANT = "acme";

  private Events() {}

  /** A new event of one user. */
  static CloudEvent event(EventType type, String user) {
    return builder(type, user).build();
  }

  /**
   * A new event of one user that the function takes the time of.
   *
   * @param due when it is to be sent, in nanoseconds since the epoch
   */
  static CloudEvent dueEvent(EventType type, String user, long due) {
    return builder(type, user)
        .withExtension(NoOpFunction.DUE.substring("ce-".length()), Long.toString(due))
        .build();
  }

  /** As it is published. */
  static Message message(CloudEvent event) {
    return NatsMessageFactory.createWriter(Subjects.publish(event)).writeBinary(event);
  }

  /** As it is posted to a function on a port of this machine. */
  static byte[] request(CloudEvent event, int port) {
    StringBuilder head =
        new StringBuilder("POST / HTTP/1.1\r\nHost: 127.0.0.1:").append(port).append("\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream(2 * SIZE);
    HttpMessageFactory.createWriter(
            (name, value) ->
                head.append(name).append(": ").append(HeaderValues.encode(value)).append("\r\n"),
            body -> {
              head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
              request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
              request.writeBytes(body);
            })
        .writeBinary(event);
    return request.toByteArray();
  }

  private static CloudEventBuilder builder(EventType type, String user) {
    long id = IDS.incrementAndGet();
    return CloudEventBuilder.v1()
        .withId("event-" + id)
        .withSource(SOURCE)
        .withType(type.type())
        .withSubject("memory-" + id)
        .withTime(TIME)
        .withExtension("tenant", TENANT)
        .withExtension("userid", user)
        .withData("application/json", DATA);
  }
}
