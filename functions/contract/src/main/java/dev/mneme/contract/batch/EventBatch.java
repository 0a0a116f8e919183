// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import dev.mneme.contract.InvalidEventException;
import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The JSON batch format (CloudEvents JSON event format 1.0.2, section 4). */
public final class EventBatch {
  /** Media type of a batch. */
  public static final String MEDIA_TYPE = "application/cloudevents-batch+json";

  private static final String EXPECTED = "a JSON array of CloudEvents";

  private EventBatch() {}

  /**
   * Reads a batch.
   *
   * @throws InvalidEventException if it is not a JSON array of CloudEvents, naming the element and
   *     each attribute of it that is wrong, as {@code body[2].source}
   */
  public static List<CloudEvent> read(byte[] json) {
    JsonNode array = Json.read(json, EXPECTED);
    if (!array.isArray()) {
      throw InvalidEventException.of("body", "not an array", EXPECTED);
    }
    List<CloudEvent> events = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      events.add(EventReader.read(element, "body[" + events.size() + "]"));
    }
    return events;
  }

  /** Writes a batch. */
  public static byte[] write(List<CloudEvent> events) {
    return Json.write(
        json -> {
          json.writeStartArray();
          events.forEach(event -> EventWriter.write(json, event));
          json.writeEndArray();
        });
  }
}
