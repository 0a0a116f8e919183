// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the fields of a JSON object, in the order of the calls; what is absent is left out. */
public final class FieldWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private FieldWriter(JsonGenerator json) {
    this.json = json;
  }

  /** An object as JSON, UTF-8. */
  public static byte[] bytes(Written object) {
    return document(writer -> writer.object(object));
  }

  /** Objects as a JSON array, UTF-8. */
  public static byte[] bytes(List<? extends Written> objects) {
    return document(writer -> writer.array(objects));
  }

  private static byte[] document(Consumer<FieldWriter> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      content.accept(new FieldWriter(json));
    }
    return bytes.toByteArray();
  }

  /** Puts text. */
  public void put(String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  /** Puts a whole number. */
  public void put(String name, long value) {
    json.writeNumberProperty(name, value);
  }

  /** Puts a number. */
  public void put(String name, double value) {
    json.writeNumberProperty(name, value);
  }

  /** Puts true or false. */
  public void put(String name, boolean value) {
    json.writeBooleanProperty(name, value);
  }

  /** Puts a URI as text. */
  public void put(String name, @Nullable URI value) {
    put(name, value == null ? null : value.toString());
  }

  /** Puts an instant as ISO 8601 writes it, in UTC. */
  public void put(String name, @Nullable Instant value) {
    put(name, value == null ? null : value.toString());
  }

  /** Puts a constant by its word. */
  public void put(String name, @Nullable Enum<?> value) {
    put(name, value == null ? null : value.toString());
  }

  /** Puts an object. */
  public void put(String name, @Nullable Written value) {
    if (value != null) {
      json.writeName(name);
      object(value);
    }
  }

  /** Puts an array of objects. */
  public void put(String name, @Nullable List<? extends Written> values) {
    if (values != null) {
      json.writeName(name);
      array(values);
    }
  }

  /** Puts an array of texts. */
  public void texts(String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  /** Puts an array of numbers. */
  public void numbers(String name, float[] values) {
    json.writeArrayPropertyStart(name);
    for (float value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  /** Puts an array of constants, each by its word. */
  public void words(String name, @Nullable Collection<? extends Enum<?>> values) {
    if (values != null) {
      json.writeArrayPropertyStart(name);
      for (Enum<?> value : values) {
        json.writeString(value.toString());
      }
      json.writeEndArray();
    }
  }

  private void object(Written object) {
    json.writeStartObject();
    object.write(this);
    json.writeEndObject();
  }

  private void array(List<? extends Written> objects) {
    json.writeStartArray();
    for (Written object : objects) {
      object(object);
    }
    json.writeEndArray();
  }
}
