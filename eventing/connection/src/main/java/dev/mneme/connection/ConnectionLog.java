// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamSubscription;
import io.nats.client.support.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what the NATS client has to say where all else is written. */
final class ConnectionLog implements ErrorListener, ConnectionListener {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);

  private volatile Runnable onLoss = () -> {};

  /** What to do when the client has given the connection up. */
  void onLoss(Runnable action) {
    onLoss = action;
  }

  @Override
  public void connectionEvent(Connection connection, Events event) {
    LOG.info("nats {}", event);
    if (event == Events.CLOSED) {
      onLoss.run();
    }
  }

  @Override
  public void errorOccurred(Connection connection, String error) {
    LOG.warn("nats error: {}", error);
  }

  @Override
  public void exceptionOccurred(Connection connection, Exception exception) {
    LOG.warn("nats exception: {}", exception.toString());
  }

  @Override
  public void pullStatusWarning(
      Connection connection, JetStreamSubscription subscription, Status status) {
    // A request that expires is how an idle route looks.
    LOG.debug("pull of {}: {}", subscription.getConsumerName(), status);
  }
}
