// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import io.cloudevents.CloudEvent;
import org.jspecify.annotations.Nullable;

/**
 * A log line as {@code what key=value …} (logfmt); no value can break the line or forge another.
 * For one thread.
 */
public final class LogLine {
  private final StringBuilder line;

  /**
   * @param what the line is about; ours, not anybody's input
   */
  public LogLine(String what) {
    line = new StringBuilder(what);
  }

  /** A line about an event. */
  public static LogLine of(CloudEvent event) {
    return new LogLine("event")
        .add("id", event.getId())
        .add("source", event.getSource())
        .add("type", event.getType())
        .add("subject", event.getSubject());
  }

  /** Adds a field; nothing is written as {@code null}. */
  public LogLine add(String key, @Nullable Object value) {
    line.append(' ').append(key).append('=');
    String text = String.valueOf(value);
    if (text.chars().allMatch(LogLine::plain) && !text.isEmpty()) {
      line.append(text);
    } else {
      quote(text);
    }
    return this;
  }

  private void quote(String text) {
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    line.append('"');
  }

  private static boolean plain(int c) {
    return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '=';
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
