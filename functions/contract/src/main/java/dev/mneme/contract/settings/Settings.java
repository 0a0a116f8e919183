// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.settings;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The settings of one process. Whoever needs a key asks for it at start; {@link #rejectUnknown}
 * then names every {@code MNEME_} key that nobody asked for, so that a misspelt key is never
 * ignored.
 */
public final class Settings {
  private static final String PREFIX = "MNEME_";

  private final Map<String, String> environment;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  private Settings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Settings out of environment variables. */
  public static Settings from(Map<String, String> environment) {
    return new Settings(environment);
  }

  /** A value that must be there. */
  public String text(String key) {
    return optionalText(key).orElseThrow(() -> wrong(key, "a value", "nothing"));
  }

  /** A value with a default. */
  public String text(String key, String otherwise) {
    return optionalText(key).orElse(otherwise);
  }

  /** A value that may be absent; an empty one counts as absent. */
  public Optional<String> optionalText(String key) {
    asked.add(key);
    return Optional.ofNullable(environment.get(key)).filter(value -> !value.isBlank());
  }

  /** A whole number from {@code least} to {@code most}. */
  public long number(String key, long otherwise, long least, long most) {
    String expected = "a whole number from " + least + " to " + most;
    long value = parsed(key, expected, Long::parseLong).orElse(otherwise);
    if (value < least || value > most) {
      throw wrong(key, expected, "" + value);
    }
    return value;
  }

  /** An ISO 8601 duration, such as {@code PT30S}, from {@code least} to {@code most}. */
  public Duration duration(String key, Duration otherwise, Duration least, Duration most) {
    String expected = "an ISO 8601 duration from " + least + " to " + most;
    Duration value = parsed(key, expected, Duration::parse).orElse(otherwise);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw wrong(key, expected, "" + value);
    }
    return value;
  }

  /** An absolute URI that must be there. */
  public URI uri(String key) {
    return optionalUri(key).orElseThrow(() -> wrong(key, "an absolute URI", "nothing"));
  }

  /** An absolute URI that may be absent. */
  public Optional<URI> optionalUri(String key) {
    String expected = "an absolute URI";
    Optional<URI> value = parsed(key, expected, URI::create);
    value
        .filter(uri -> !uri.isAbsolute())
        .ifPresent(
            uri -> {
              throw wrong(key, expected, uri.toString());
            });
    return value;
  }

  /** One of the constants of an enum, written in lower case. */
  public <E extends Enum<E>> E oneOf(String key, Class<E> kind, E otherwise) {
    List<E> all = List.of(kind.getEnumConstants());
    String value = text(key, otherwise.name());
    return all.stream()
        .filter(constant -> constant.name().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(() -> wrong(key, "one of " + all.toString().toLowerCase(Locale.ROOT), value));
  }

  /**
   * The names under {@code prefix} that are set, without the prefix; all of them count as asked
   * for.
   */
  public List<String> keysUnder(String prefix) {
    List<String> names =
        environment.keySet().stream().filter(key -> key.startsWith(prefix)).sorted().toList();
    asked.addAll(names);
    return names.stream().map(key -> key.substring(prefix.length())).toList();
  }

  /**
   * Ends the start: everything has been asked for.
   *
   * @throws SettingsException naming every key that nobody knows, and all that are known
   */
  public void rejectUnknown() {
    List<String> errors = new ArrayList<>();
    for (String key : environment.keySet().stream().sorted().toList()) {
      if (key.startsWith(PREFIX) && !asked.contains(key)) {
        errors.add(key + " is unknown; known keys: " + asked.stream().sorted().toList());
      }
    }
    if (!errors.isEmpty()) {
      throw new SettingsException(errors);
    }
  }

  private <T> Optional<T> parsed(String key, String expected, Function<String, T> parser) {
    Optional<String> value = optionalText(key);
    try {
      return value.map(parser);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw wrong(key, expected, value.orElse(""));
    }
  }

  private static SettingsException wrong(String key, String expected, String found) {
    return new SettingsException(List.of(key + ": expected " + expected + ", found " + found));
  }
}
