// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Data records to JSON and back. Unknown fields are passed over, because a newer writer may add
 * optional ones; everything else that does not fit is an error that names its path.
 */
public final class EventData {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private EventData() {}

  /**
   * The event's data as a valid record.
   *
   * @throws InvalidEventException if there is no data, it is not JSON, or it breaks the record's
   *     rules
   */
  public static <T extends Payload> T read(CloudEvent event, Class<T> kind) {
    CloudEventData data = event.getData();
    if (data == null) {
      throw InvalidEventException.of("data", null, "JSON for " + kind.getSimpleName());
    }
    return read(data.toBytes(), kind);
  }

  /**
   * JSON bytes as a valid record.
   *
   * @throws InvalidEventException if it is not JSON or breaks the record's rules
   */
  public static <T extends Payload> T read(byte[] json, Class<T> kind) {
    T payload = parse(json, kind);
    FieldErrors errors = new FieldErrors();
    payload.check(errors);
    errors.throwIfAny();
    return payload;
  }

  /** A record as JSON, UTF-8; absent optional fields are left out. */
  public static byte[] write(Payload payload) {
    return JSON.writeValueAsBytes(payload);
  }

  private static <T> T parse(byte[] json, Class<T> kind) {
    try {
      T payload = JSON.readValue(json, kind);
      if (payload == null) {
        throw InvalidEventException.of("data", null, "JSON for " + kind.getSimpleName());
      }
      return payload;
    } catch (InvalidFormatException e) {
      throw InvalidEventException.of(path(e), e.getValue(), expected(e.getTargetType()));
    } catch (JacksonException e) {
      throw InvalidEventException.of(
          path(e), e.getOriginalMessage(), "JSON for " + kind.getSimpleName());
    }
  }

  private static String expected(Class<?> target) {
    if (target.isEnum()) {
      return "one of "
          + List.of(target.getEnumConstants()).stream()
              .map(Object::toString)
              .collect(Collectors.joining(", "));
    }
    return "a value of type " + target.getSimpleName();
  }

  private static String path(JacksonException e) {
    StringBuilder path = new StringBuilder("data");
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() != null) {
        path.append('.').append(step.getPropertyName());
      } else {
        path.append('[').append(step.getIndex()).append(']');
      }
    }
    return path.toString();
  }
}
