// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.mneme.contract.InvalidEventException;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The JSON batch format (CloudEvents JSON event format 1.0.2, section 4). */
public final class EventBatch {
  /** Media type of a batch. */
  public static final String MEDIA_TYPE = "application/cloudevents-batch+json";

  static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(JsonFormat.getCloudEventJacksonModule())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private EventBatch() {}

  /**
   * Reads a batch.
   *
   * @throws InvalidEventException if it is not a JSON array of CloudEvents, naming the element
   */
  public static List<CloudEvent> read(byte[] json) {
    if (!(tree(json) instanceof ArrayNode array)) {
      throw InvalidEventException.of("body", "not an array", "a JSON array of CloudEvents");
    }
    List<CloudEvent> events = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      events.add(event(array.get(i), "body[" + i + "]"));
    }
    return events;
  }

  /** Writes a batch. */
  public static byte[] write(List<CloudEvent> events) {
    try {
      return JSON.writerFor(
              JSON.getTypeFactory().constructCollectionType(List.class, CloudEvent.class))
          .writeValueAsBytes(events);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a CloudEvent always has a JSON form", e);
    }
  }

  /**
   * One element as an event.
   *
   * @param field where it stands, for the error
   */
  static CloudEvent event(JsonNode node, String field) {
    if (!node.isObject()) {
      throw InvalidEventException.of(field, node.getNodeType(), "a CloudEvent as a JSON object");
    }
    try {
      return JSON.treeToValue(node, CloudEvent.class);
    } catch (JsonProcessingException | RuntimeException e) {
      // The SDK has no one exception for what it cannot read.
      throw InvalidEventException.of(field, e.getMessage(), "a CloudEvent as a JSON object");
    }
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw InvalidEventException.of("body", e.getMessage(), "a JSON array of CloudEvents");
    }
  }
}
