// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import dev.mneme.contract.EventType;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;

/** Events as the source posts them. */
final class Events {
  private Events() {}

  static CloudEvent text(String id, String text) {
    return of(id, EventType.TEXT_CAPTURED, "{\"text\":\"" + text + "\"}");
  }

  static CloudEvent of(String id, EventType type, String json) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create("/test"))
        .withType(type.type())
        .withSubject("memory-" + id)
        .withTime(OffsetDateTime.parse("2026-02-03T04:05:06Z"))
        .withExtension("tenant", "acme")
        .withExtension("userid", "ana")
        .withData("application/json", json.getBytes(StandardCharsets.UTF_8))
        .build();
  }
}
