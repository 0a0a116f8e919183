// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import dev.mneme.audit.merkle.TreeHead;

/**
 * Where an event's leaf stands, for good.
 *
 * @param index of the leaf, from 0
 * @param sealed the first tree head over it
 * @param contradicts the event that stands there says something else: its id was used twice
 */
public record Placement(long index, TreeHead sealed, boolean contradicts) {
  /** Whether this leaf is the last one under its head: the one that speaks for its batch. */
  public boolean seals() {
    return index == sealed.size() - 1;
  }
}
