// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import java.util.OptionalInt;

/** What the rows say of a memory, whoever wrote them. */
sealed interface Kept {
  /**
   * The event's memory is there.
   *
   * @param trainingLabelled if it asked for training: labelled memories up to it
   */
  record Row(long position, String commitment, OptionalInt trainingLabelled) implements Kept {}

  /** Another event has made a memory of the same id. */
  record Taken(String source, String event) implements Kept {}
}
