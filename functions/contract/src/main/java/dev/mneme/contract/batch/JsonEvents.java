// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import dev.mneme.contract.InvalidEventException;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.rw.CloudEventDataMapper;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One event as JSON (CloudEvents JSON event format 1.0.2). JSON data is read to a tree and kept as
 * the tree's text, so white space around its tokens is lost; data of any other kind keeps its
 * bytes.
 *
 * <p>The SDK's messages find it by its media type, as the service {@link EventFormat}.
 */
public final class JsonEvents implements EventFormat {
  /** Media type of an event in structured mode. */
  public static final String MEDIA_TYPE = "application/cloudevents+json";

  private static final Pattern JSON =
      Pattern.compile("[^/;]+/([^/;]+\\+)?json *(;.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * Reads an event.
   *
   * @throws InvalidEventException if it is none, naming each attribute that is wrong as {@code
   *     body.source}
   */
  public static CloudEvent read(byte[] json) {
    return EventReader.read(Json.read(json, EventReader.EXPECTED), "body");
  }

  @Override
  public byte[] serialize(CloudEvent event) {
    return Json.write(json -> EventWriter.write(json, event));
  }

  @Override
  public CloudEvent deserialize(
      byte[] json, CloudEventDataMapper<? extends CloudEventData> mapper) {
    try {
      CloudEvent event = read(json);
      CloudEventData data = event.getData();
      return data == null
          ? event
          : CloudEventBuilder.from(event).withData(mapper.map(data)).build();
    } catch (InvalidEventException e) {
      throw new Unreadable(e);
    }
  }

  @Override
  public String serializedContentType() {
    return MEDIA_TYPE;
  }

  /** Tells what is wrong in the words of its cause, without that one's class. */
  private static final class Unreadable extends EventDeserializationException {
    private final InvalidEventException cause;

    Unreadable(InvalidEventException cause) {
      super(cause);
      this.cause = cause;
    }

    @Override
    public String getMessage() {
      return String.valueOf(cause.getMessage());
    }
  }

  /** Whether data of a media type is JSON (section 3.1); where none is told, it is. */
  static boolean jsonData(@Nullable String mediaType) {
    return mediaType == null || JSON.matcher(mediaType).matches();
  }
}
