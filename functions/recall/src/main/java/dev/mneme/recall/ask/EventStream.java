// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events, as the HTML standard has them; the data is JSON on one line. */
final class EventStream {
  static final String MEDIA_TYPE = "text/event-stream";

  /** Who does not want to be told before the end. */
  static final EventStream NOBODY = new EventStream(OutputStream.nullOutputStream());

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private final OutputStream out;

  EventStream(OutputStream out) {
    this.out = out;
  }

  /**
   * Sends an event at once.
   *
   * @throws UncheckedIOException if the client went away
   */
  void send(String name, Object data) {
    String event = "event: " + name + "\ndata: " + JSON.writeValueAsString(data) + "\n\n";
    try {
      out.write(event.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
