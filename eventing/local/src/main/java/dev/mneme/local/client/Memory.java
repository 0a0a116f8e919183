// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A text memory; also one line of a file of them. */
public record Memory(
    @Nullable String tenant,
    @Nullable String user,
    @Nullable String id,
    @Nullable String time,
    String text,
    @Nullable String category,
    @Nullable String language) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * Reads a file with one JSON object a line.
   *
   * @throws ClientException naming file and line that cannot be read
   */
  public static List<Memory> readAll(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return parse(file.toString(), lines);
    } catch (IOException | UncheckedIOException e) {
      throw new ClientException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads lines of JSON.
   *
   * @param name of where they come from, for errors
   */
  public static List<Memory> parse(String name, Stream<String> lines) {
    List<Memory> memories = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) lines::iterator) {
      number++;
      if (!line.isBlank()) {
        memories.add(parse(name + ", line " + number, line));
      }
    }
    return memories;
  }

  private static Memory parse(String place, String line) {
    try {
      return JSON.readValue(line, Memory.class);
    } catch (JacksonException e) {
      throw new ClientException(
          place
              + ": expected JSON with text and optionally tenant, user, id, time, category,"
              + " language; "
              + e.getOriginalMessage(),
          e);
    }
  }

  /** What the gateway takes: whose it is, the token says. */
  Memory withoutOwner() {
    return new Memory(null, null, id, time, text, category, language);
  }
}
