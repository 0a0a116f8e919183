// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;

/** A good event to start from. */
final class Causes {
  static final OffsetDateTime TIME = OffsetDateTime.parse("2026-03-01T08:15:00Z");

  private Causes() {}

  static CloudEventBuilder captured() {
    return CloudEventBuilder.v1()
        .withId("1")
        .withSource(URI.create("/mneme/capture"))
        .withType(EventType.TEXT_CAPTURED.type())
        .withSubject("m-1")
        .withTime(TIME)
        .withExtension(Extensions.TENANT, "acme")
        .withExtension(Extensions.USER_ID, "ana@example");
  }
}
