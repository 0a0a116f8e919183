// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.owner;

import java.time.Duration;

/**
 * How long an owner may be silent.
 *
 * @param whole after which another replica takes what it owns
 */
record Expiry(Duration whole) {
  private static final int RENEWALS = 4;

  /** Between two renewals. */
  Duration renewal() {
    return whole.dividedBy(RENEWALS);
  }

  /** After a renewal, for which the owner itself is certain: less than others wait. */
  Duration certain() {
    return whole.minus(renewal());
  }

  /** After which a process takes what an earlier one in its place owned. */
  Duration sameReplica() {
    return renewal().multipliedBy(3).dividedBy(2);
  }

  /** After which a member that is gone is forgotten. */
  Duration forgotten() {
    return whole.multipliedBy(2);
  }
}
