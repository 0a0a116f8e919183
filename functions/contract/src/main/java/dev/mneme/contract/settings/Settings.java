// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * The settings of one process. Whoever needs a key asks for it at start; {@link #rejectUnknown}
 * then names every {@code MNEME_} key that nobody asked for, so that a misspelt key is never
 * ignored, and {@link #describe} tells what was asked for.
 */
public final class Settings {
  private static final String PREFIX = "MNEME_";
  private static final String ANYTHING = "a value";
  private static final String URI_EXPECTED = "an absolute URI";
  private static final String FILE_EXPECTED = "a readable file";

  private final Map<String, String> environment;
  private final Map<String, Setting> asked = new ConcurrentSkipListMap<>();

  private Settings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Settings out of environment variables. */
  public static Settings from(Map<String, String> environment) {
    return new Settings(environment);
  }

  /** A value that must be there. */
  public String text(String key) {
    return value(Setting.required(key, ANYTHING))
        .orElseThrow(() -> wrong(key, ANYTHING, "nothing"));
  }

  /** A value with a default. */
  public String text(String key, String otherwise) {
    return value(Setting.defaulted(key, otherwise, ANYTHING)).orElse(otherwise);
  }

  /** A value that may be absent; an empty one counts as absent. */
  public Optional<String> optionalText(String key) {
    return value(Setting.optional(key, ANYTHING));
  }

  /**
   * A secret that may be absent: the value of {@code key}, or the content of the file that {@code
   * <key>_FILE} names, without the white space around it. No error shows it.
   */
  public Optional<String> secret(String key) {
    Optional<String> value = value(Setting.optional(key, "a secret"));
    Optional<Path> file = optionalFile(key + "_FILE");
    if (value.isPresent() && file.isPresent()) {
      throw new SettingsException(
          List.of(key + ", " + key + "_FILE: expected one of them, found both"));
    }
    return file.isPresent() ? Optional.of(content(key + "_FILE", file.get())) : value;
  }

  /** {@code true} or {@code false}; false where it is absent. */
  public boolean flag(String key) {
    String expected = "true or false";
    String value = value(Setting.defaulted(key, "false", expected)).orElse("false");
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(key, expected, value);
    };
  }

  /** A whole number from {@code least} to {@code most}. */
  public long number(String key, long otherwise, long least, long most) {
    String expected = "a whole number from " + least + " to " + most;
    long value =
        parsed(Setting.defaulted(key, "" + otherwise, expected), Long::parseLong).orElse(otherwise);
    if (value < least || value > most) {
      throw wrong(key, expected, "" + value);
    }
    return value;
  }

  /** An ISO 8601 duration, such as {@code PT30S}, from {@code least} to {@code most}. */
  public Duration duration(String key, Duration otherwise, Duration least, Duration most) {
    String expected = "an ISO 8601 duration from " + least + " to " + most;
    Duration value =
        parsed(Setting.defaulted(key, "" + otherwise, expected), Duration::parse).orElse(otherwise);
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw wrong(key, expected, "" + value);
    }
    return value;
  }

  /** An absolute URI that must be there. */
  public URI uri(String key) {
    return uri(Setting.required(key, URI_EXPECTED))
        .orElseThrow(() -> wrong(key, URI_EXPECTED, "nothing"));
  }

  /** An absolute URI that may be absent. */
  public Optional<URI> optionalUri(String key) {
    return uri(Setting.optional(key, URI_EXPECTED));
  }

  /** The path of a file that can be read; may be absent. */
  public Optional<Path> optionalFile(String key) {
    Optional<Path> file = parsed(Setting.optional(key, FILE_EXPECTED), Path::of);
    file.filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
        .ifPresent(
            path -> {
              throw wrong(key, FILE_EXPECTED, path.toString());
            });
    return file;
  }

  /** One of the constants of an enum, written in lower case. */
  public <E extends Enum<E>> E oneOf(String key, Class<E> kind, E otherwise) {
    List<E> all = List.of(kind.getEnumConstants());
    String expected = "one of " + all.toString().toLowerCase(Locale.ROOT);
    String lower = otherwise.name().toLowerCase(Locale.ROOT);
    String value = value(Setting.defaulted(key, lower, expected)).orElse(lower);
    return all.stream()
        .filter(constant -> constant.name().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(() -> wrong(key, expected, value));
  }

  /**
   * The names under {@code prefix} that are set, without the prefix; all of them count as asked
   * for.
   */
  public List<String> keysUnder(String prefix) {
    List<String> names =
        environment.keySet().stream().filter(key -> key.startsWith(prefix)).sorted().toList();
    names.forEach(key -> asked.putIfAbsent(key, Setting.optional(key, ANYTHING)));
    return names.stream().map(key -> key.substring(prefix.length())).toList();
  }

  /** Everything that was asked for so far, by key. */
  public List<Setting> describe() {
    return List.copyOf(asked.values());
  }

  /**
   * Ends the start: everything has been asked for.
   *
   * @throws SettingsException naming every key that nobody knows, and all that are known
   */
  public void rejectUnknown() {
    List<String> errors = new ArrayList<>();
    for (String key : environment.keySet().stream().sorted().toList()) {
      if (key.startsWith(PREFIX) && !asked.containsKey(key)) {
        errors.add(key + " is unknown; known keys: " + List.copyOf(asked.keySet()));
      }
    }
    if (!errors.isEmpty()) {
      throw new SettingsException(errors);
    }
  }

  private Optional<String> value(Setting setting) {
    asked.put(setting.key(), setting);
    return Optional.ofNullable(environment.get(setting.key())).filter(value -> !value.isBlank());
  }

  private Optional<URI> uri(Setting setting) {
    Optional<URI> value = parsed(setting, URI::create);
    value
        .filter(uri -> !uri.isAbsolute())
        .ifPresent(
            uri -> {
              throw wrong(setting.key(), URI_EXPECTED, uri.toString());
            });
    return value;
  }

  private <T> Optional<T> parsed(Setting setting, Function<String, T> parser) {
    Optional<String> value = value(setting);
    try {
      return value.map(parser);
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw wrong(setting.key(), setting.expected(), value.orElse(""));
    }
  }

  private static String content(String key, Path file) {
    String content;
    try {
      content = Files.readString(file).strip();
    } catch (IOException e) {
      throw wrong(key, FILE_EXPECTED, file + " (" + e.getClass().getSimpleName() + ")");
    }
    if (content.isEmpty()) {
      throw wrong(key, "a file that is not empty", file.toString());
    }
    return content;
  }

  private static SettingsException wrong(String key, String expected, String found) {
    return new SettingsException(List.of(key + ": expected " + expected + ", found " + found));
  }
}
