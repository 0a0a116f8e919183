// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.rehearsal;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Extensions;
import dev.mneme.contract.Payload;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.JsonEvents;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Events of one made-up person, in every form that a function takes them in. */
final class Events {
  private static final OffsetDateTime TIME =
      OffsetDateTime.of(2026, 11, 1, 9, 0, 0, 0, ZoneOffset.UTC);

  private final UserKey owner;

  Events(UserKey owner) {
    this.owner = owner;
  }

  /** An event with JSON. */
  CloudEvent event(EventType type, String subject, Payload data) {
    return event(type, subject, "application/json", EventData.write(data));
  }

  /** An event with anything. */
  CloudEvent event(EventType type, String subject, String mediaType, byte[] data) {
    return CloudEventBuilder.v1()
        .withId(UUID.randomUUID().toString())
        .withSource(URI.create("/mneme/rehearsal"))
        .withType(type.type())
        .withSubject(subject)
        .withTime(TIME)
        .withExtension(Extensions.TENANT, owner.tenant())
        .withExtension(Extensions.USER_ID, owner.user())
        .withData(mediaType, data)
        .build();
  }

  /** Attributes in headers. */
  static Call binary(CloudEvent event, String expects) {
    Map<String, String> headers = new HashMap<>();
    event
        .getAttributeNames()
        .forEach(name -> headers.put("ce-" + name, String.valueOf(event.getAttribute(name))));
    event
        .getExtensionNames()
        .forEach(name -> headers.put("ce-" + name, String.valueOf(event.getExtension(name))));
    headers.remove("ce-datacontenttype");
    headers.put("Content-Type", String.valueOf(event.getDataContentType()));
    return new Call("/", headers, Objects.requireNonNull(event.getData()).toBytes(), expects);
  }

  /** Everything in one JSON object. */
  static Call structured(CloudEvent event, String expects) {
    return new Call(
        "/",
        Map.of("Content-Type", JsonEvents.MEDIA_TYPE),
        new JsonEvents().serialize(event),
        expects);
  }

  /** Several in one request, as the source sends them. */
  static Call batch(List<CloudEvent> events, String expects) {
    return new Call(
        "/", Map.of("Content-Type", EventBatch.MEDIA_TYPE), EventBatch.write(events), expects);
  }
}
