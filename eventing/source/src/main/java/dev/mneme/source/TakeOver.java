// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.RetentionPolicy;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a new owner of a consumer comes by what the last one left unacknowledged, first and in order.
 *
 * <p>A consumer of a work queue is reset to its acknowledgement floor: what is acknowledged has
 * left the stream, so that all the rest is delivered again at once. Elsewhere, or where the server
 * cannot reset (before 2.14), the leases of the last owner must run out.
 *
 * @param reset whether it was reset, so that nothing has to be given back
 * @param pause before the first pull
 */
record TakeOver(boolean reset, Duration pause) {
  /** Takes over what is owned already, after a connection was lost. */
  interface Again {
    /**
     * As {@link TakeOver#of}.
     *
     * @throws IOException if the server does not answer
     * @throws JetStreamApiException if stream or consumer is missing
     */
    TakeOver take() throws IOException, JetStreamApiException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(TakeOver.class);

  /**
   * Takes over one consumer.
   *
   * @throws IOException if the server does not answer
   * @throws JetStreamApiException if stream or consumer is missing
   */
  static TakeOver of(JetStreamManagement server, String stream, String consumer)
      throws IOException, JetStreamApiException {
    ConsumerInfo info = server.getConsumerInfo(stream, consumer);
    boolean queue =
        server.getStreamInfo(stream).getConfiguration().getRetentionPolicy()
            == RetentionPolicy.WorkQueue;
    if (queue && reset(server, stream, consumer)) {
      return new TakeOver(true, Duration.ZERO);
    }
    Duration ackWait = info.getConsumerConfiguration().getAckWait();
    return new TakeOver(false, info.getNumAckPending() > 0 ? ackWait : Duration.ZERO);
  }

  private static boolean reset(JetStreamManagement server, String stream, String consumer)
      throws IOException {
    try {
      server.resetConsumer(stream, consumer);
      return true;
    } catch (JetStreamApiException e) {
      LOG.warn("consumer={} cannot be reset, its leases must run out: {}", consumer, e.toString());
      return false;
    }
  }
}
