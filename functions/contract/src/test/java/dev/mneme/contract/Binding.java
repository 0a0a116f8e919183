// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Data records to JSON and back as Jackson binds them, which is how they were read and written at
 * first: stores hold hashes of those bytes, so {@link EventData} must do the same.
 */
final class Binding {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Binding() {}

  static <T extends Payload> T read(byte[] json, Class<T> kind) {
    T payload = parse(json, kind);
    FieldErrors errors = new FieldErrors();
    payload.check(errors);
    errors.throwIfAny();
    return payload;
  }

  static byte[] write(Payload payload) {
    return JSON.writeValueAsBytes(payload);
  }

  private static <T> T parse(byte[] json, Class<T> kind) {
    try {
      T payload = JSON.readValue(json, kind);
      if (payload == null) {
        throw InvalidEventException.of("data", null, "a JSON object");
      }
      return payload;
    } catch (MismatchedInputException e) {
      throw e.getPath().isEmpty() || e.getTargetType() == null
          ? unreadable(e)
          : InvalidEventException.of(path(e), found(json, e), expected(e.getTargetType()));
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  private static InvalidEventException unreadable(JacksonException e) {
    return InvalidEventException.of(path(e), e.getOriginalMessage(), "a JSON object");
  }

  /** What stands where the reader stopped: the parser is closed by then. */
  private static @Nullable String found(byte[] json, JacksonException e) {
    JsonNode node =
        JSON.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(json);
    for (JacksonException.Reference step : e.getPath()) {
      node =
          step.getPropertyName() != null
              ? node.path(step.getPropertyName())
              : node.path(step.getIndex());
    }
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return node.isString() ? node.stringValue() : node.toString();
  }

  private static String expected(Class<?> target) {
    if (target.isEnum()) {
      return "one of "
          + List.of(target.getEnumConstants()).stream()
              .map(Object::toString)
              .collect(Collectors.joining(", "));
    }
    if (target == int.class || target == long.class) {
      return "a whole number";
    }
    if (target == double.class) {
      return "a number";
    }
    if (target == boolean.class) {
      return "true or false";
    }
    if (target == String.class) {
      return "text";
    }
    if (target == URI.class) {
      return "a URI";
    }
    return Collection.class.isAssignableFrom(target) ? "an array" : "an object";
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
