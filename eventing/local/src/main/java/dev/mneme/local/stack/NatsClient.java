// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;

/** Connections to a server that was started a moment ago, on a machine that is busy starting. */
public final class NatsClient {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private NatsClient() {}

  /**
   * Connects.
   *
   * @throws StackException if the server does not answer in time
   */
  public static Connection connect(String url) throws InterruptedException {
    try {
      return Nats.connect(
          Options.builder()
              .server(url)
              .connectionTimeout(LIMIT)
              // The library's own listener writes to standard error, in the middle of progress.
              .errorListener(new ErrorListener() {})
              .build());
    } catch (IOException e) {
      throw new StackException("no connection to " + url + ": " + e.getMessage(), e);
    }
  }
}
