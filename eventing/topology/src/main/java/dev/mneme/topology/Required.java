// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * Holds a record that was read from YAML to its nullness: what is not {@code @Nullable} must be
 * there.
 */
final class Required {
  private Required() {}

  static <T> T check(T read) {
    for (RecordComponent component : read.getClass().getRecordComponents()) {
      Object value = value(read, component);
      if (value instanceof Record nested) {
        check(nested);
      } else if (value instanceof Iterable<?> values) {
        for (Object each : values) {
          if (each instanceof Record nested) {
            check(nested);
          }
        }
      } else if (value == null
          && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        throw new TopologyException(component.getName() + " is missing in " + read);
      }
    }
    return read;
  }

  private static @Nullable Object value(Object record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's accessor can be called", e);
    }
  }
}
