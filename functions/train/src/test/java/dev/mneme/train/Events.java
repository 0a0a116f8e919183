// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import dev.mneme.contract.EventType;
import dev.mneme.contract.UserKey;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;

/** Events as the source posts them. */
final class Events {
  private Events() {}

  static CloudEvent request(String id, UserKey owner, int labelled, long upTo) {
    return of(
        id,
        owner,
        EventType.MODEL_TRAINING_REQUESTED,
        "{\"labelled\":" + labelled + ",\"upTo\":" + upTo + "}");
  }

  static CloudEvent of(String id, UserKey owner, EventType type, String json) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create("/test"))
        .withType(type.type())
        .withSubject("request-" + id)
        .withTime(OffsetDateTime.parse("2026-02-03T04:05:06Z"))
        .withExtension("tenant", owner.tenant())
        .withExtension("userid", owner.user())
        .withData("application/json", json.getBytes(StandardCharsets.UTF_8))
        .build();
  }
}
