// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import io.nats.client.Message;

/**
 * Watches that no delivery is missing: a consumer counts its deliveries, from 1 on after a reset.
 * One that did not arrive here was lost, or went to a request of an owner before. What comes after
 * it may be of the same user, and must not overtake it. For one thread.
 */
final class Epoch {
  private boolean counts;
  private long next = 1;

  /** The consumer was taken over, and counts from 1 on if it was reset for it. */
  void begin(TakeOver takeOver) {
    counts = takeOver.reset();
    next = 1;
  }

  /** Whether nothing is missing before this delivery, as far as can be known. */
  boolean follows(Message message) {
    if (!counts) {
      return true;
    }
    boolean follows = message.metaData().consumerSequence() == next;
    next++;
    return follows;
  }
}
