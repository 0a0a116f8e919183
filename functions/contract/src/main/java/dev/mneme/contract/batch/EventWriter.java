// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.CloudEventUtils;
import io.cloudevents.rw.CloudEventContextWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** One event as one JSON object. */
final class EventWriter implements CloudEventContextWriter {
  private final JsonGenerator json;

  private EventWriter(JsonGenerator json) {
    this.json = json;
  }

  /**
   * Writes any event. Data that is said to be JSON and is not goes as bytes, so that it is its
   * reader's to refuse and spoils no other event of a batch.
   */
  static void write(JsonGenerator json, CloudEvent event) {
    json.writeStartObject();
    json.writeStringProperty("specversion", event.getSpecVersion().toString());
    CloudEventUtils.toContextReader(event).readContext(new EventWriter(json));
    CloudEventData data = event.getData();
    if (data != null) {
      write(json, event, data.toBytes());
    }
    json.writeEndObject();
  }

  @Override
  public EventWriter withContextAttribute(String name, String value) {
    json.writeStringProperty(name, value);
    return this;
  }

  @Override
  public EventWriter withContextAttribute(String name, Number value) {
    return value instanceof Integer whole
        ? withContextAttribute(name, whole)
        : withContextAttribute(name, value.toString());
  }

  @Override
  public EventWriter withContextAttribute(String name, Integer value) {
    json.writeNumberProperty(name, value);
    return this;
  }

  @Override
  public EventWriter withContextAttribute(String name, Boolean value) {
    json.writeBooleanProperty(name, value);
    return this;
  }

  private static void write(JsonGenerator json, CloudEvent event, byte[] data) {
    Optional<String> value =
        JsonEvents.jsonData(event.getDataContentType()) ? json(data) : Optional.empty();
    if (value.isPresent()) {
      json.writeName("data");
      json.writeRawValue(value.get());
    } else if (event.getSpecVersion() == SpecVersion.V03) {
      json.writeStringProperty("datacontentencoding", "base64");
      json.writeName("data");
      json.writeBinary(data);
    } else {
      json.writeName("data_base64");
      json.writeBinary(data);
    }
  }

  private static Optional<String> json(byte[] data) {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)))
          .map(Object::toString)
          .filter(Json::valid);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
