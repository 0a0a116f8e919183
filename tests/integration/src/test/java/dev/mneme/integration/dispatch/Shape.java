// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import java.time.Duration;

/**
 * How the route of a stage works.
 *
 * @param consumers that share the stage's shards
 * @param concurrency requests at the same time for each consumer
 * @param window messages held for each consumer
 * @param batch events in one request; 1 is binary mode, more is the batch format
 * @param deadline of one event
 */
record Shape(int consumers, int concurrency, int window, int batch, Duration deadline) {
  /** One event in a request. */
  static final Shape SINGLE = new Shape(1, 8, 256, 1, Duration.ofMinutes(5));

  /** Several events in a request, as most of the shipped routes have it. */
  static final Shape BATCHES = new Shape(1, 4, 1024, 32, Duration.ofMinutes(5));

  Shape withConsumers(int number) {
    return new Shape(number, concurrency, window, batch, deadline);
  }

  Shape withDeadline(Duration limit) {
    return new Shape(consumers, concurrency, window, batch, limit);
  }

  /** Events that the function may have, and be asked about again, when it dies. */
  int inFlight() {
    return consumers * concurrency * batch;
  }

  /** The same when a source dies: while some are settled, the function works on others. */
  int unsettled() {
    return 2 * inFlight();
  }
}
