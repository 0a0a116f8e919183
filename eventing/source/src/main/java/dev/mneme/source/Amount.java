// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

/** So many events with so many bytes. */
record Amount(int events, long bytes) {
  static final Amount NOTHING = new Amount(0, 0);

  Amount plus(Amount other) {
    return new Amount(events + other.events, bytes + other.bytes);
  }

  Amount minus(Amount other) {
    return new Amount(events - other.events, bytes - other.bytes);
  }
}
