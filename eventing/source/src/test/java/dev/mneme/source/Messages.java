// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.binding.NatsMessageFactory;
import dev.mneme.contract.EventIds;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Subjects;
import dev.mneme.contract.UserKey;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;

/** Events and messages for tests. */
final class Messages {
  private Messages() {}

  static CloudEvent text(String user, String id) {
    return text(new UserKey("acme", user), id);
  }

  static CloudEvent text(UserKey owner, String id) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create("/test"))
        .withType(EventType.TEXT_CAPTURED.type())
        .withSubject("memory-" + id)
        .withTime(OffsetDateTime.parse("2026-03-01T08:00:00Z"))
        .withExtension("tenant", owner.tenant())
        .withExtension("userid", owner.user())
        .withData(
            "application/json", ("{\"text\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8))
        .build();
  }

  static Message publishable(CloudEvent event) {
    Headers headers = new Headers();
    headers.put("Nats-Msg-Id", EventIds.message(event));
    return NatsMessageFactory.createWriter(Subjects.publish(event), headers).writeBinary(event);
  }
}
