// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.TryLaterException;
import java.util.OptionalInt;

/** What became of a block. */
sealed interface Kept {
  /**
   * Every store has it, whoever put it there.
   *
   * @param trainingLabelled if it asked for training: labelled memories up to it
   */
  record Row(long position, String commitment, OptionalInt trainingLabelled) implements Kept {}

  /** Another event stands in its place. */
  record Refused(InvalidEventException reason) implements Kept {}

  /** Its owner wanted it forgotten; no store takes it. */
  record Forgotten() implements Kept {}

  /** Its owner does not allow that it is kept; no store takes it. */
  record Forbidden(NoConsentException reason) implements Kept {}

  /** No store shows it yet. */
  record Waiting(TryLaterException reason) implements Kept {}
}
