// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.source.deadletter.DeadLetter;
import dev.mneme.source.deadletter.Letter;
import io.cloudevents.CloudEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One dead letter in full, for people and for programs. */
final class LetterText {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST_TEXT = 20_000;

  private LetterText() {}

  /** One line of JSON. */
  static String json(Letter letter) {
    DeadLetter record = letter.record();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sequence", letter.sequence());
    fields.put("route", record.route());
    fields.put("reason", record.reason());
    fields.put("status", record.status());
    fields.put("attempts", record.attempts());
    fields.put("deliveries", record.deliveries());
    fields.put("first", record.first().toString());
    fields.put("last", record.last().toString());
    fields.put("detail", record.detail());
    fields.put("origin", origin(record));
    fields.put("event", letter.event().map(LetterText::attributes).orElse(null));
    fields.put("bytes", letter.data().length);
    return JSON.writeValueAsString(fields);
  }

  /** Everything there is to know, over several lines. */
  static String full(Letter letter) {
    DeadLetter record = letter.record();
    StringBuilder text = new StringBuilder();
    line(text, "dead letter", letter.sequence());
    line(text, "route", record.route());
    line(text, "reason", record.reason());
    line(text, "status", record.status() == null ? "no answer" : record.status());
    line(text, "attempts", record.attempts() + ", deliveries " + record.deliveries());
    line(text, "first", record.first());
    line(text, "last", record.last());
    line(text, "origin", record.stream() + " " + record.sequence() + ", " + record.subject());
    line(text, "owner", owner(letter));
    line(text, "detail", plain(record.detail()));
    letter
        .event()
        .ifPresentOrElse(
            event -> {
              text.append("event\n");
              attributes(event)
                  .forEach((name, value) -> line(text, "  " + name, plain("" + value)));
              byte[] data = event.getData() == null ? new byte[0] : event.getData().toBytes();
              text.append("data, ").append(data.length).append(" bytes\n").append(readable(data));
            },
            () -> {
              text.append("headers\n");
              letter
                  .headers()
                  .forEach((name, values) -> line(text, "  " + name, plain(values.toString())));
              text.append("data, ").append(letter.data().length).append(" bytes, not an event\n");
              text.append(readable(letter.data()));
            });
    return text.toString();
  }

  /** Tenant and user as the event says, or as the subject does. */
  static String owner(Letter letter) {
    return letter
        .event()
        .filter(event -> event.getExtension("tenant") != null)
        .map(event -> event.getExtension("tenant") + "/" + event.getExtension("userid"))
        .orElse(letter.lane().replace('.', '/'));
  }

  /** Without what a terminal would obey. */
  static String plain(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append("%-18s %s%n".formatted(name, value));
  }

  private static Map<String, Object> origin(DeadLetter record) {
    Map<String, Object> origin = new LinkedHashMap<>();
    origin.put("stream", record.stream());
    origin.put("sequence", record.sequence());
    origin.put("subject", record.subject());
    return origin;
  }

  private static Map<String, Object> attributes(CloudEvent event) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (String name : new TreeSet<>(event.getAttributeNames())) {
      attributes.put(name, "" + event.getAttribute(name));
    }
    for (String name : new TreeSet<>(event.getExtensionNames())) {
      attributes.put(name, "" + event.getExtension(name));
    }
    attributes.values().removeIf("null"::equals);
    return attributes;
  }

  private static String readable(byte[] data) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(data)) + "\n";
    } catch (JacksonException notJson) {
      return text(data);
    }
  }

  private static String text(byte[] data) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
      boolean printable =
          text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
      return printable && text.length() <= LONGEST_TEXT && !text.isEmpty() ? text + "\n" : "";
    } catch (CharacterCodingException e) {
      return "";
    }
  }
}
