// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, each read as what it shall be. What does not fit is an {@link
 * InvalidEventException} that names path, value and what was expected. A missing number or truth is
 * such an error too; where something else that is required is missing or {@code null}, {@code null}
 * is returned against the type, for {@link Checked#check} to find with everything else.
 */
public final class FieldReader {
  private final JsonValue object;

  FieldReader(JsonValue object) {
    this.object = object;
  }

  /**
   * Reads a document.
   *
   * @throws InvalidEventException if it is not one JSON object, or does not fit
   */
  public static <T> T read(byte[] json, Function<FieldReader, T> reader) {
    return JsonValue.of(json, "data").object(reader);
  }

  /**
   * Refuses fields with other names; else they are passed over.
   *
   * @throws InvalidEventException if there are any
   */
  public void only(String... names) {
    object.only(List.of(names));
  }

  /** Text. */
  public String text(String name) {
    return required(optionalText(name));
  }

  /** Text, or nothing. */
  public @Nullable String optionalText(String name) {
    return optional(name, JsonValue::text);
  }

  /** A whole number of at most 32 bits. */
  public int intNumber(String name) {
    return object.field(name).intNumber();
  }

  /** A whole number of at most 64 bits. */
  public long longNumber(String name) {
    return object.field(name).longNumber();
  }

  /** A whole number of at most 32 bits, or nothing. */
  public @Nullable Integer optionalInt(String name) {
    return optional(name, JsonValue::intNumber);
  }

  /** A number. */
  public double number(String name) {
    return object.field(name).number();
  }

  /** True or false. */
  public boolean truth(String name) {
    return object.field(name).truth();
  }

  /** A URI. */
  public URI uri(String name) {
    return required(optionalUri(name));
  }

  /** A URI, or nothing. */
  public @Nullable URI optionalUri(String name) {
    return optional(name, JsonValue::uri);
  }

  /** An instant as ISO 8601 writes it. */
  public Instant instant(String name) {
    return required(optional(name, JsonValue::instant));
  }

  /**
   * The word of a constant.
   *
   * @param constants all of them; their words are what {@code toString} returns
   */
  public <E extends Enum<E>> E word(String name, E[] constants) {
    return required(optionalWord(name, constants));
  }

  /** The word of a constant, or nothing. */
  public <E extends Enum<E>> @Nullable E optionalWord(String name, E[] constants) {
    return optional(name, value -> value.oneOf(constants));
  }

  /** An array of words of constants; of equal ones, one is kept. */
  public <E extends Enum<E>> Set<E> words(String name, E[] constants) {
    return required(optionalWords(name, constants));
  }

  /** An array of words of constants, or nothing; of equal ones, one is kept. */
  public <E extends Enum<E>> @Nullable Set<E> optionalWords(String name, E[] constants) {
    return optional(name, value -> new LinkedHashSet<>(value.list(item -> item.oneOf(constants))));
  }

  /** An array of texts, or nothing. */
  public @Nullable List<String> optionalTexts(String name) {
    return optional(name, value -> value.list(JsonValue::text));
  }

  /** An object. */
  public <T> T object(String name, Function<FieldReader, T> reader) {
    return required(optionalObject(name, reader));
  }

  /** An object, or nothing. */
  public <T> @Nullable T optionalObject(String name, Function<FieldReader, T> reader) {
    return optional(name, value -> value.object(reader));
  }

  /** An array of objects. */
  public <T> List<T> objects(String name, Function<FieldReader, T> reader) {
    return required(optionalObjects(name, reader));
  }

  /** An array of objects, or nothing. */
  public <T> @Nullable List<T> optionalObjects(String name, Function<FieldReader, T> reader) {
    return optional(
        name, value -> value.list(item -> required(item.absent() ? null : item.object(reader))));
  }

  private <T> @Nullable T optional(String name, Function<JsonValue, T> read) {
    JsonValue value = object.field(name);
    return value.absent() ? null : read.apply(value);
  }

  @SuppressWarnings("NullAway") // what is missing is found by Checked.check
  private static <T> T required(@Nullable T value) {
    return value;
  }
}
