// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.EventType;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.Problem;
import dev.mneme.contract.Replies;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.MemoryPersisted;
import dev.mneme.contract.data.ModelTrainingRequested;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of a block. */
sealed interface Kept {
  /**
   * The answer to its event. Asked of each, not by a switch over patterns: the JVM would make a
   * class for that at run time, and an event that wakes a process would wait for it.
   */
  Outcome outcome(Block block);

  /**
   * Every store has it, whoever put it there.
   *
   * @param trainingLabelled if it asked for training: labelled memories up to it
   */
  record Row(long position, String commitment, OptionalInt trainingLabelled) implements Kept {
    @Override
    public Outcome outcome(Block block) {
      Replies replies =
          Replies.of(PersistFunction.NAME, block.event())
              .add(
                  EventType.MEMORY_PERSISTED,
                  block.id(),
                  new MemoryPersisted(block.content().filedUnder(), commitment, position));
      trainingLabelled.ifPresent(
          labelled ->
              replies.add(
                  EventType.MODEL_TRAINING_REQUESTED,
                  "model-" + position,
                  new ModelTrainingRequested(labelled, position)));
      return new Outcome.Done(replies.list());
    }
  }

  /** Another event stands in its place. */
  record Refused(InvalidEventException reason) implements Kept {
    @Override
    public Outcome outcome(Block block) {
      return new Outcome.Refused(Problem.of(reason));
    }
  }

  /** Its owner wanted it forgotten; no store takes it. */
  record Forgotten() implements Kept {
    private static final Logger LOG = LoggerFactory.getLogger(Forgotten.class);

    @Override
    public Outcome outcome(Block block) {
      LOG.info("event {} of {} is about what was erased", block.key().id(), block.key().source());
      return new Outcome.Done(List.of());
    }
  }

  /** Its owner does not allow that it is kept; no store takes it. */
  record Forbidden(NoConsentException reason) implements Kept {
    @Override
    public Outcome outcome(Block block) {
      return new Outcome.Refused(reason.problem());
    }
  }

  /** No store shows it yet. */
  record Waiting(TryLaterException reason) implements Kept {
    @Override
    public Outcome outcome(Block block) {
      return PersistFunction.later(reason);
    }
  }
}
