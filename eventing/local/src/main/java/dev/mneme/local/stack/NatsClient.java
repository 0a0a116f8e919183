// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import dev.mneme.connection.NatsConnection;
import java.io.IOException;

/** Connections to the server that this machine's system has started. */
public final class NatsClient {
  private NatsClient() {}

  /**
   * Connects.
   *
   * @throws StackException if the server does not answer in time
   */
  public static NatsConnection connect(String url) throws InterruptedException {
    try {
      return NatsConnection.connect(url, "mneme-local");
    } catch (IOException e) {
      throw new StackException("no connection to " + url + ": " + e.getMessage(), e);
    }
  }
}
