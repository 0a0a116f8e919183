// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;

/** Captured texts to test with. */
final class Events {
  private Events() {}

  static CloudEvent text(String id, String user, String text) {
    return builder(id, user)
        .withData("application/json", EventData.write(new TextCaptured(text, null, null)))
        .build();
  }

  static CloudEventBuilder builder(String id, String user) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create("/test"))
        .withType(EventType.TEXT_CAPTURED.type())
        .withSubject("memory-" + id)
        .withTime(OffsetDateTime.parse("2026-03-01T10:00:00Z"))
        .withExtension("tenant", "acme")
        .withExtension("userid", user);
  }
}
