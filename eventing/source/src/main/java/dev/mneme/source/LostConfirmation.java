// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import java.io.IOException;

/**
 * Looks whether the server took an acknowledgement that it did not confirm, as when it was
 * restarted in between. It would never confirm a second one, nor deliver the message again.
 */
final class LostConfirmation {
  /** JetStream's error code of a message that is not there. */
  private static final int NO_MESSAGE = 10037;

  private final JetStreamManagement server;
  private final String stream;
  private final String consumer;

  LostConfirmation(JetStreamManagement server, String stream, String consumer) {
    this.server = server;
    this.stream = stream;
    this.consumer = consumer;
  }

  /**
   * Whether the message of a delivery is acknowledged.
   *
   * @throws IOException if the server does not answer
   * @throws JetStreamApiException if stream or consumer is missing
   */
  boolean of(Delivery delivery) throws IOException, JetStreamApiException {
    return !stored(delivery.sequence())
        || server.getConsumerInfo(stream, consumer).getAckFloor().getStreamSequence()
            >= delivery.sequence();
  }

  private boolean stored(long sequence) throws IOException, JetStreamApiException {
    try {
      server.getMessage(stream, sequence);
      return true;
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == NO_MESSAGE) {
        return false;
      }
      throw e;
    }
  }
}
