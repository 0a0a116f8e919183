// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.InvalidEventException;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.rw.CloudEventRWException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variants;
import tools.jackson.databind.JsonNode;

/** One JSON object as one event; not for use twice. */
final class EventReader {
  static final String EXPECTED = "a CloudEvent as a JSON object";

  private static final String DATA = "data";
  private static final String BINARY_DATA = "data_base64";
  private static final String MEDIA_TYPE = "datacontenttype";
  private static final Set<String> NO_ATTRIBUTES = Set.of("specversion", DATA, BINARY_DATA);

  private final JsonNode node;
  private final String field;
  private final SpecVersion version;
  private final CloudEventBuilder event;
  private final FieldErrors errors = new FieldErrors();

  private EventReader(JsonNode node, String field) {
    this.node = node;
    this.field = field;
    this.version = version(node.path("specversion"), field);
    this.event = CloudEventBuilder.fromSpecVersion(version);
  }

  /**
   * Reads an event of any version that the SDK knows.
   *
   * @param field where it stands, for the errors
   * @throws InvalidEventException naming everything that is wrong; an unknown version is told
   *     alone, as the rest is judged by it
   */
  static CloudEvent read(JsonNode node, String field) {
    if (!node.isObject()) {
      throw InvalidEventException.of(field, node.getNodeType(), EXPECTED);
    }
    return new EventReader(node, field).read();
  }

  private CloudEvent read() {
    version.getMandatoryAttributes().stream()
        .filter(name -> !node.hasNonNull(name))
        .forEach(name -> wrong(name, null, "text"));
    node.properties().stream()
        .filter(member -> !NO_ATTRIBUTES.contains(member.getKey()) && !member.getValue().isNull())
        .forEach(member -> attribute(member.getKey(), member.getValue()));
    @Nullable CloudEventData data = data();
    errors.throwIfAny();
    return data == null ? event.build() : event.withData(data).build();
  }

  private void attribute(String name, JsonNode value) {
    boolean extension = !version.getAllAttributes().contains(name);
    try {
      if (value.isString()) {
        event.withContextAttribute(name, value.stringValue());
      } else if (extension && value.isBoolean()) {
        event.withContextAttribute(name, value.booleanValue());
      } else if (extension && value.isInt()) {
        event.withContextAttribute(name, Integer.valueOf(value.intValue()));
      } else {
        wrong(name, value, extension ? "text, true, false or a whole number of 32 bits" : "text");
      }
    } catch (CloudEventRWException e) {
      wrong(name, value, expected(name));
    }
  }

  private static String expected(String attribute) {
    return switch (attribute) {
      case "time" -> "a time as RFC 3339 writes it";
      case "source", "dataschema", "schemaurl" -> "a URI";
      default -> "an attribute with a name of a to z and 0 to 9";
    };
  }

  private @Nullable CloudEventData data() {
    @Nullable JsonNode data = node.get(DATA);
    @Nullable JsonNode binary = node.get(BINARY_DATA);
    if (data != null && binary != null) {
      wrong(BINARY_DATA, binary, "only one of data and data_base64");
      return null;
    }
    if (binary != null) {
      return decoded(BINARY_DATA, binary);
    }
    if (data == null) {
      return null;
    }
    if (version == SpecVersion.V03
        && node.path("datacontentencoding").stringValue("").equals("base64")) {
      return decoded(DATA, data);
    }
    if (!node.hasNonNull(MEDIA_TYPE)) {
      event.withDataContentType("application/json");
    }
    @Nullable String mediaType = node.path(MEDIA_TYPE).stringValue(null);
    if (JsonEvents.jsonData(mediaType)) {
      return bytes(Json.text(data));
    }
    if (!data.isString()) {
      wrong(DATA, data, "text, as it is " + mediaType);
      return null;
    }
    return bytes(data.stringValue());
  }

  private @Nullable CloudEventData decoded(String name, JsonNode text) {
    try {
      if (text.isString()) {
        return BytesCloudEventData.wrap(
            Base64Variants.getDefaultVariant().decode(text.stringValue()));
      }
    } catch (IllegalArgumentException e) {
      // Told below, like anything else that is no base64.
    }
    wrong(name, text, "base64");
    return null;
  }

  private static CloudEventData bytes(String text) {
    return BytesCloudEventData.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private void wrong(String name, @Nullable JsonNode value, String expected) {
    errors.check(false, field + "." + name, told(value), expected);
  }

  private static @Nullable String told(@Nullable JsonNode value) {
    if (value == null || value.isMissingNode() || value.isNull()) {
      return null;
    }
    return value.isString() ? value.stringValue() : Json.text(value);
  }

  private static SpecVersion version(JsonNode value, String field) {
    try {
      return SpecVersion.parse(value.stringValue(""));
    } catch (CloudEventRWException e) {
      throw InvalidEventException.of(
          field + ".specversion", told(value), SpecVersion.V1.toString());
    }
  }
}
