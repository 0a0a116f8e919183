// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import dev.mneme.contract.data.TextCaptured;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The records of {@code dev.mneme.contract.data} that are the data of an event type. */
public final class PayloadRecords {
  private PayloadRecords() {}

  /** All that are compiled, so that a new one cannot be forgotten. */
  public static List<Class<? extends Payload>> all() throws Exception {
    Path folder = folder();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
          .map(name -> load(name.substring(0, name.length() - ".class".length())))
          .filter(Payload.class::isAssignableFrom)
          .<Class<? extends Payload>>map(kind -> kind.asSubclass(Payload.class))
          .toList();
    }
  }

  /** {@code TEXT_CAPTURED} has the data {@code TextCaptured}. */
  public static String nameFor(EventType type) {
    return Arrays.stream(type.name().split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /** The record of a type's data. */
  public static Class<? extends Payload> of(EventType type) {
    return load(nameFor(type)).asSubclass(Payload.class);
  }

  /** The static {@code read} that every one of them has. */
  public static Function<FieldReader, Payload> reader(Class<? extends Payload> kind) {
    return json -> {
      try {
        return (Payload) kind.getMethod("read", FieldReader.class).invoke(null, json);
      } catch (InvocationTargetException e) {
        throw (RuntimeException) e.getCause();
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    };
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(TextCaptured.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .resolve(TextCaptured.class.getPackageName().replace('.', '/'));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(TextCaptured.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
