// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.deadletter;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the server says when it has delivered a message as often as the consumer allows ({@code
 * io.nats.jetstream.advisory.v1.max_deliver}), as far as it is needed here.
 *
 * @param stream of the message
 * @param consumer that will not get it again
 * @param sequence of the message in its stream
 * @param deliveries that were made
 */
record Advisory(
    String stream, String consumer, @JsonProperty("stream_seq") long sequence, long deliveries) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * Reads an advisory.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Advisory read(byte[] json) {
    try {
      Advisory advisory = JSON.readValue(json, Advisory.class);
      if (advisory.stream == null || advisory.consumer == null || advisory.sequence < 1) {
        throw new IllegalArgumentException("expected stream, consumer and stream_seq");
      }
      return advisory;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }
}
