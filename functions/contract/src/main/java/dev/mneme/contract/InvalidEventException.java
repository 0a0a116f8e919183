// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The input can never be accepted, however often it is tried: a terminal outcome. */
public final class InvalidEventException extends RuntimeException {
  private final transient List<FieldError> errors;

  public InvalidEventException(List<FieldError> errors) {
    super(errors.stream().map(FieldError::toString).collect(Collectors.joining("; ")));
    this.errors = List.copyOf(errors);
  }

  /** One field, one error. */
  public static InvalidEventException of(String field, @Nullable Object value, String expected) {
    return new InvalidEventException(List.of(FieldError.of(field, value, expected)));
  }

  /** What is wrong, at least one entry. */
  public List<FieldError> errors() {
    return errors;
  }
}
