// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.owner;

import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;

/** What the owner of a consumer does for as long as it owns it. */
public interface Work {
  /** Begins to work on a consumer that was just taken. */
  interface Begin {
    /**
     * @param term under which it was taken; nothing new may be begun while it is not current
     * @throws IOException if the server does not answer
     * @throws JetStreamApiException if the consumer is missing
     */
    Work begin(String consumer, Term term) throws IOException, JetStreamApiException;
  }

  /**
   * Ends in order: begins nothing new, and lets what is open end.
   *
   * @return whether all that was open ended within {@code grace}
   */
  boolean end(Duration grace) throws InterruptedException;

  /** Ends at once: somebody else owns the consumer. */
  void abandon();
}
